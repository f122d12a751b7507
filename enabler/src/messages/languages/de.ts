import type { Texts } from '../texts.ts';

export default {
  refused:
    'Ihre Zahlung wurde abgelehnt. Prüfen Sie Ihre Angaben oder wählen Sie eine andere Karte oder Zahlungsart.',
  expiredCard: 'Ihre Karte ist abgelaufen. Verwenden Sie eine andere Karte oder Zahlungsart.',
  insufficientFunds:
    'Laut Ihrer Bank ist das Konto für diese Zahlung nicht gedeckt. Verwenden Sie eine andere Karte oder Zahlungsart.',
  wrongDetails:
    'Kartennummer oder Sicherheitscode stimmen nicht. Prüfen Sie beides und versuchen Sie es erneut.',
  giftCardRefused:
    'Die Geschenkkarte wurde abgelehnt. Prüfen Sie Nummer und PIN oder verwenden Sie eine andere Zahlungsart.',
  notAuthenticated:
    'Ihre Bank konnte Sie nicht bestätigen. Versuchen Sie es erneut oder verwenden Sie eine andere Karte oder Zahlungsart.',
  cancelled:
    'Die Zahlung wurde abgebrochen. Versuchen Sie es erneut oder wählen Sie eine andere Zahlungsart.',
  failed:
    'Die Zahlung konnte nicht abgeschlossen werden. Versuchen Sie es erneut oder wählen Sie eine andere Zahlungsart.',
  offline:
    'Sie sind offenbar offline. Es wurde nichts abgebucht. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
  confirming: 'Ihre Zahlung wird bestätigt. Bitte warten Sie und zahlen Sie nicht noch einmal.',
  unknown:
    'Ihre Zahlung konnte noch nicht bestätigt werden. Bitte zahlen Sie nicht noch einmal: Prüfen Sie Ihre Bestellung oder fragen Sie uns.',
  inProgress:
    'Eine andere Zahlung für diese Bestellung wird gerade verarbeitet. Warten Sie deren Ergebnis ab.',
  sessionExpired: 'Ihre Sitzung ist abgelaufen. Laden Sie die Seite neu und versuchen Sie es erneut.',
  unavailable:
    'Der Zahlungsdienst ist gerade nicht erreichbar. Es wurde nichts abgebucht. Versuchen Sie es gleich noch einmal.',
  rejected:
    'Diese Zahlung ist nicht möglich. Laden Sie die Seite neu oder wählen Sie eine andere Zahlungsart.',
  methodUnavailable:
    'Diese Zahlungsart kann hier nicht verwendet werden. Wählen Sie eine andere Zahlungsart.',
  notFinished:
    'Die Zahlung wurde nicht abgeschlossen. Versuchen Sie es erneut oder wählen Sie eine andere Zahlungsart.',
  loadFailed:
    'Das Zahlungsformular konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
  paid: 'Vielen Dank. Ihre Zahlung war erfolgreich.',
  partPaid:
    'Ein Teil des Betrags ist bezahlt. Noch zu zahlen: {amount}. Bezahlen Sie den Rest, um die Bestellung abzuschließen.',
  accepted: 'Vielen Dank. Ihre Zahlung wird verarbeitet.',
  windowOpen: 'Fahren Sie in dem Fenster fort, das sich geöffnet hat.',
  windowShow: 'Fenster anzeigen',
  windowCancel: 'Zahlung abbrechen',
} satisfies Texts;
