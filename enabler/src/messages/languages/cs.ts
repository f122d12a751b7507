import type { Texts } from '../texts.ts';

export default {
  refused: 'Vaše platba byla zamítnuta. Zkontrolujte údaje nebo použijte jinou kartu či způsob platby.',
  expiredCard: 'Platnost vaší karty vypršela. Použijte jinou kartu nebo způsob platby.',
  insufficientFunds:
    'Podle vaší banky není na účtu dostatek prostředků. Použijte jinou kartu nebo způsob platby.',
  wrongDetails: 'Číslo karty nebo bezpečnostní kód není správný. Zkontrolujte obojí a zkuste to znovu.',
  giftCardRefused:
    'Dárková karta byla zamítnuta. Zkontrolujte její číslo a PIN, nebo použijte jiný způsob platby.',
  notAuthenticated:
    'Banka nemohla ověřit vaši totožnost. Zkuste to znovu nebo použijte jinou kartu či způsob platby.',
  cancelled: 'Platba byla zrušena. Můžete to zkusit znovu nebo zvolit jiný způsob platby.',
  failed: 'Platbu se nepodařilo dokončit. Zkuste to znovu nebo zvolte jiný způsob platby.',
  offline: 'Zdá se, že jste offline. Nic vám nebylo strženo. Zkontrolujte připojení a zkuste to znovu.',
  confirming: 'Potvrzujeme vaši platbu. Vyčkejte prosím a neplaťte znovu.',
  unknown:
    'Vaši platbu se zatím nepodařilo potvrdit. Neplaťte znovu: zkontrolujte objednávku nebo nás kontaktujte.',
  inProgress:
    'Zpracovává se jiná platba za tuto objednávku. Počkejte na její výsledek a pak to zkuste znovu.',
  sessionExpired: 'Platnost relace vypršela. Načtěte stránku znovu a zkuste to ještě jednou.',
  unavailable: 'Platební služba je momentálně nedostupná. Nic vám nebylo strženo. Zkuste to za chvíli znovu.',
  rejected: 'Tato platba není možná. Načtěte stránku znovu nebo zvolte jiný způsob platby.',
  methodUnavailable: 'Tento způsob platby zde nelze použít. Zvolte jiný způsob platby.',
  notFinished: 'Platba nebyla dokončena. Zkuste to znovu nebo zvolte jiný způsob platby.',
  loadFailed: 'Platební formulář se nepodařilo načíst. Zkontrolujte připojení a zkuste to znovu.',
  paid: 'Děkujeme. Platba proběhla úspěšně.',
  partPaid:
    'Část částky je zaplacena. Zbývá zaplatit {amount}: zaplaťte zbytek, aby byla objednávka dokončena.',
  accepted: 'Děkujeme. Vaše platba se zpracovává.',
  windowOpen: 'Pokračujte v otevřeném okně.',
  windowShow: 'Zobrazit okno',
  windowCancel: 'Zrušit platbu',
} satisfies Texts;
