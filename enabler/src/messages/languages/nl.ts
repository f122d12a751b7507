import type { Texts } from '../texts.ts';

export default {
  refused: 'Uw betaling is geweigerd. Controleer uw gegevens of gebruik een andere kaart of betaalmethode.',
  expiredCard: 'Uw kaart is verlopen. Gebruik een andere kaart of betaalmethode.',
  insufficientFunds:
    'Volgens uw bank is het saldo niet toereikend voor deze betaling. Gebruik een andere kaart of betaalmethode.',
  wrongDetails: 'Het kaartnummer of de beveiligingscode klopt niet. Controleer beide en probeer het opnieuw.',
  giftCardRefused:
    'De cadeaukaart is geweigerd. Controleer het nummer en de pincode of gebruik een andere betaalmethode.',
  notAuthenticated:
    'Uw bank kon niet bevestigen dat u het bent. Probeer het opnieuw of gebruik een andere kaart of betaalmethode.',
  cancelled: 'De betaling is geannuleerd. U kunt het opnieuw proberen of een andere betaalmethode kiezen.',
  failed: 'De betaling kon niet worden afgerond. Probeer het opnieuw of kies een andere betaalmethode.',
  offline:
    'U lijkt offline te zijn. Er is niets afgeschreven. Controleer uw verbinding en probeer het opnieuw.',
  confirming: 'We bevestigen uw betaling. Wacht even en betaal niet opnieuw.',
  unknown:
    'We konden uw betaling nog niet bevestigen. Betaal niet opnieuw: controleer uw bestelling of neem contact met ons op.',
  inProgress: 'Er wordt al een andere betaling voor deze bestelling verwerkt. Wacht het resultaat af.',
  sessionExpired: 'Uw sessie is verlopen. Laad de pagina opnieuw en probeer het nog eens.',
  unavailable:
    'De betaaldienst is op dit moment niet bereikbaar. Er is niets afgeschreven. Probeer het zo meteen opnieuw.',
  rejected: 'Deze betaling is niet mogelijk. Laad de pagina opnieuw of kies een andere betaalmethode.',
  methodUnavailable: 'Deze betaalmethode kan hier niet worden gebruikt. Kies een andere betaalmethode.',
  notFinished: 'De betaling is niet afgerond. Probeer het opnieuw of kies een andere betaalmethode.',
  loadFailed: 'Het betaalformulier kon niet worden geladen. Controleer uw verbinding en probeer het opnieuw.',
  paid: 'Bedankt. Uw betaling is gelukt.',
  partPaid:
    'Een deel van het bedrag is betaald. Er staat nog {amount} open: betaal de rest om de bestelling af te ronden.',
  accepted: 'Bedankt. Uw betaling wordt verwerkt.',
  windowOpen: 'Ga verder in het venster dat is geopend.',
  windowShow: 'Venster tonen',
  windowCancel: 'Betaling annuleren',
} satisfies Texts;
