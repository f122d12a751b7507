import type { Texts } from '../texts.ts';

export default {
  refused:
    'Betalingen ble avvist. Kontroller opplysningene eller bruk et annet kort eller en annen betalingsmåte.',
  expiredCard: 'Kortet er utløpt. Bruk et annet kort eller en annen betalingsmåte.',
  insufficientFunds:
    'Ifølge banken din er det ikke dekning for betalingen. Bruk et annet kort eller en annen betalingsmåte.',
  wrongDetails: 'Kortnummeret eller sikkerhetskoden stemmer ikke. Kontroller begge og prøv igjen.',
  giftCardRefused: 'Gavekortet ble avvist. Kontroller nummer og PIN-kode, eller bruk en annen betalingsmåte.',
  notAuthenticated:
    'Banken din kunne ikke bekrefte at det er deg. Prøv igjen eller bruk et annet kort eller en annen betalingsmåte.',
  cancelled: 'Betalingen ble avbrutt. Du kan prøve igjen eller velge en annen betalingsmåte.',
  failed: 'Betalingen kunne ikke fullføres. Prøv igjen eller velg en annen betalingsmåte.',
  offline: 'Det ser ut til at du er frakoblet. Ingenting er belastet. Kontroller tilkoblingen og prøv igjen.',
  confirming: 'Vi bekrefter betalingen din. Vent, og ikke betal på nytt.',
  unknown:
    'Vi har ikke kunnet bekrefte betalingen ennå. Ikke betal på nytt: sjekk bestillingen eller kontakt oss.',
  inProgress: 'En annen betaling for denne bestillingen behandles. Vent på resultatet før du prøver igjen.',
  sessionExpired: 'Økten er utløpt. Last inn siden på nytt og prøv igjen.',
  unavailable:
    'Betalingstjenesten er ikke tilgjengelig akkurat nå. Ingenting er belastet. Prøv igjen om litt.',
  rejected: 'Denne betalingen er ikke mulig. Last inn siden på nytt eller velg en annen betalingsmåte.',
  methodUnavailable: 'Denne betalingsmåten kan ikke brukes her. Velg en annen betalingsmåte.',
  notFinished: 'Betalingen ble ikke fullført. Prøv igjen eller velg en annen betalingsmåte.',
  loadFailed: 'Betalingsskjemaet kunne ikke lastes inn. Kontroller tilkoblingen og prøv igjen.',
  paid: 'Takk. Betalingen er gjennomført.',
  partPaid:
    'En del av beløpet er betalt. {amount} gjenstår å betale: betal resten for å fullføre bestillingen.',
  accepted: 'Takk. Betalingen behandles.',
  windowOpen: 'Fortsett i vinduet som har åpnet seg.',
  windowShow: 'Vis vinduet',
  windowCancel: 'Avbryt betalingen',
} satisfies Texts;
