import type { Texts } from '../texts.ts';

export default {
  refused: 'Din betalning nekades. Kontrollera dina uppgifter eller använd ett annat kort eller betalsätt.',
  expiredCard: 'Ditt kort har gått ut. Använd ett annat kort eller betalsätt.',
  insufficientFunds:
    'Enligt din bank räcker inte saldot till betalningen. Använd ett annat kort eller betalsätt.',
  wrongDetails: 'Kortnumret eller säkerhetskoden stämmer inte. Kontrollera båda och försök igen.',
  giftCardRefused: 'Presentkortet nekades. Kontrollera nummer och PIN-kod, eller använd ett annat betalsätt.',
  notAuthenticated:
    'Din bank kunde inte bekräfta att det är du. Försök igen eller använd ett annat kort eller betalsätt.',
  cancelled: 'Betalningen avbröts. Du kan försöka igen eller välja ett annat betalsätt.',
  failed: 'Betalningen kunde inte slutföras. Försök igen eller välj ett annat betalsätt.',
  offline: 'Du verkar vara offline. Inget har debiterats. Kontrollera din anslutning och försök igen.',
  confirming: 'Vi bekräftar din betalning. Vänta och betala inte igen.',
  unknown:
    'Vi har ännu inte kunnat bekräfta din betalning. Betala inte igen: kontrollera din beställning eller kontakta oss.',
  inProgress:
    'En annan betalning för den här beställningen behandlas. Vänta på resultatet och försök sedan igen.',
  sessionExpired: 'Din session har gått ut. Ladda om sidan och försök igen.',
  unavailable: 'Betaltjänsten kan inte nås just nu. Inget har debiterats. Försök igen om en stund.',
  rejected: 'Den här betalningen är inte möjlig. Ladda om sidan eller välj ett annat betalsätt.',
  methodUnavailable: 'Det här betalsättet kan inte användas här. Välj ett annat betalsätt.',
  notFinished: 'Betalningen slutfördes inte. Försök igen eller välj ett annat betalsätt.',
  loadFailed: 'Betalformuläret kunde inte laddas. Kontrollera din anslutning och försök igen.',
  paid: 'Tack. Din betalning är genomförd.',
  partPaid:
    'En del av beloppet är betald. {amount} återstår att betala: betala resten för att slutföra beställningen.',
  accepted: 'Tack. Din betalning behandlas.',
  windowOpen: 'Fortsätt i fönstret som har öppnats.',
  windowShow: 'Visa fönstret',
  windowCancel: 'Avbryt betalningen',
} satisfies Texts;
