import type { Texts } from '../texts.ts';

export default {
  refused:
    'Din betaling blev afvist. Kontrollér dine oplysninger, eller brug et andet kort eller en anden betalingsmetode.',
  expiredCard: 'Dit kort er udløbet. Brug et andet kort eller en anden betalingsmetode.',
  insufficientFunds:
    'Ifølge din bank er der ikke dækning for betalingen. Brug et andet kort eller en anden betalingsmetode.',
  wrongDetails: 'Kortnummeret eller sikkerhedskoden er ikke korrekt. Kontrollér begge, og prøv igen.',
  giftCardRefused:
    'Gavekortet blev afvist. Kontrollér nummer og pinkode, eller brug en anden betalingsmetode.',
  notAuthenticated:
    'Din bank kunne ikke bekræfte, at det er dig. Prøv igen, eller brug et andet kort eller en anden betalingsmetode.',
  cancelled: 'Betalingen blev annulleret. Du kan prøve igen eller vælge en anden betalingsmetode.',
  failed: 'Betalingen kunne ikke gennemføres. Prøv igen, eller vælg en anden betalingsmetode.',
  offline:
    'Du ser ud til at være offline. Der er ikke trukket noget. Kontrollér din forbindelse, og prøv igen.',
  confirming: 'Vi bekræfter din betaling. Vent venligst, og betal ikke igen.',
  unknown:
    'Vi har endnu ikke kunnet bekræfte din betaling. Betal ikke igen: tjek din ordre, eller kontakt os.',
  inProgress:
    'En anden betaling for denne ordre er under behandling. Vent på resultatet, og prøv derefter igen.',
  sessionExpired: 'Din session er udløbet. Genindlæs siden, og prøv igen.',
  unavailable:
    'Betalingstjenesten er ikke tilgængelig lige nu. Der er ikke trukket noget. Prøv igen om lidt.',
  rejected: 'Denne betaling er ikke mulig. Genindlæs siden, eller vælg en anden betalingsmetode.',
  methodUnavailable: 'Denne betalingsmetode kan ikke bruges her. Vælg en anden betalingsmetode.',
  notFinished: 'Betalingen blev ikke afsluttet. Prøv igen, eller vælg en anden betalingsmetode.',
  loadFailed: 'Betalingsformularen kunne ikke indlæses. Kontrollér din forbindelse, og prøv igen.',
  paid: 'Tak. Din betaling er gennemført.',
  partPaid:
    'En del af beløbet er betalt. {amount} mangler at blive betalt: betal resten for at gennemføre ordren.',
  accepted: 'Tak. Din betaling behandles.',
  windowOpen: 'Fortsæt i det vindue, der er åbnet.',
  windowShow: 'Vis vinduet',
  windowCancel: 'Annuller betalingen',
} satisfies Texts;
