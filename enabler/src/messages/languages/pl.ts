import type { Texts } from '../texts.ts';

export default {
  refused: 'Płatność została odrzucona. Sprawdź dane albo użyj innej karty lub metody płatności.',
  expiredCard: 'Twoja karta straciła ważność. Użyj innej karty lub metody płatności.',
  insufficientFunds:
    'Według banku na koncie brakuje środków na tę płatność. Użyj innej karty lub metody płatności.',
  wrongDetails: 'Numer karty lub kod zabezpieczający jest nieprawidłowy. Sprawdź oba i spróbuj ponownie.',
  giftCardRefused:
    'Karta podarunkowa została odrzucona. Sprawdź jej numer i PIN lub użyj innej metody płatności.',
  notAuthenticated:
    'Bank nie mógł potwierdzić Twojej tożsamości. Spróbuj ponownie lub użyj innej karty albo metody płatności.',
  cancelled: 'Płatność została anulowana. Możesz spróbować ponownie lub wybrać inną metodę płatności.',
  failed: 'Nie udało się zrealizować płatności. Spróbuj ponownie lub wybierz inną metodę płatności.',
  offline:
    'Wygląda na to, że jesteś offline. Nic nie zostało pobrane. Sprawdź połączenie i spróbuj ponownie.',
  confirming: 'Potwierdzamy Twoją płatność. Poczekaj i nie płać ponownie.',
  unknown:
    'Nie udało się jeszcze potwierdzić płatności. Nie płać ponownie: sprawdź zamówienie lub skontaktuj się z nami.',
  inProgress:
    'Trwa przetwarzanie innej płatności za to zamówienie. Poczekaj na jej wynik, a potem spróbuj ponownie.',
  sessionExpired: 'Sesja wygasła. Odśwież stronę i spróbuj ponownie.',
  unavailable:
    'Usługa płatności jest chwilowo niedostępna. Nic nie zostało pobrane. Spróbuj ponownie za chwilę.',
  rejected: 'Ta płatność nie jest możliwa. Odśwież stronę lub wybierz inną metodę płatności.',
  methodUnavailable: 'Tej metody płatności nie można tu użyć. Wybierz inną metodę płatności.',
  notFinished: 'Płatność nie została ukończona. Spróbuj ponownie lub wybierz inną metodę płatności.',
  loadFailed: 'Nie udało się wczytać formularza płatności. Sprawdź połączenie i spróbuj ponownie.',
  paid: 'Dziękujemy. Płatność została zrealizowana.',
  partPaid:
    'Część kwoty została zapłacona. Do zapłaty pozostało {amount}: zapłać resztę, aby dokończyć zamówienie.',
  accepted: 'Dziękujemy. Płatność jest przetwarzana.',
  windowOpen: 'Kontynuuj w otwartym oknie.',
  windowShow: 'Pokaż okno',
  windowCancel: 'Anuluj płatność',
} satisfies Texts;
