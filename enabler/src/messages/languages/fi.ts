import type { Texts } from '../texts.ts';

export default {
  refused: 'Maksusi hylättiin. Tarkista tietosi tai käytä toista korttia tai maksutapaa.',
  expiredCard: 'Korttisi on vanhentunut. Käytä toista korttia tai maksutapaa.',
  insufficientFunds:
    'Pankkisi mukaan tilin kate ei riitä tähän maksuun. Käytä toista korttia tai maksutapaa.',
  wrongDetails: 'Kortin numero tai turvakoodi ei täsmää. Tarkista molemmat ja yritä uudelleen.',
  giftCardRefused: 'Lahjakortti hylättiin. Tarkista sen numero ja PIN-koodi tai käytä toista maksutapaa.',
  notAuthenticated:
    'Pankkisi ei voinut vahvistaa henkilöllisyyttäsi. Yritä uudelleen tai käytä toista korttia tai maksutapaa.',
  cancelled: 'Maksu peruutettiin. Voit yrittää uudelleen tai valita toisen maksutavan.',
  failed: 'Maksua ei voitu suorittaa. Yritä uudelleen tai valitse toinen maksutapa.',
  offline:
    'Laitteesi näyttää olevan offline-tilassa. Sinulta ei ole veloitettu mitään. Tarkista yhteytesi ja yritä uudelleen.',
  confirming: 'Vahvistamme maksuasi. Odota hetki äläkä maksa uudelleen.',
  unknown:
    'Emme ole vielä voineet vahvistaa maksuasi. Älä maksa uudelleen: tarkista tilauksesi tai ota meihin yhteyttä.',
  inProgress: 'Tilauksen toista maksua käsitellään parhaillaan. Odota sen tulosta ja yritä sitten uudelleen.',
  sessionExpired: 'Istuntosi on vanhentunut. Lataa sivu uudelleen ja yritä uudestaan.',
  unavailable:
    'Maksupalveluun ei juuri nyt saada yhteyttä. Sinulta ei ole veloitettu mitään. Yritä hetken kuluttua uudelleen.',
  rejected: 'Tämä maksu ei ole mahdollinen. Lataa sivu uudelleen tai valitse toinen maksutapa.',
  methodUnavailable: 'Tätä maksutapaa ei voi käyttää täällä. Valitse toinen maksutapa.',
  notFinished: 'Maksua ei viety loppuun. Yritä uudelleen tai valitse toinen maksutapa.',
  loadFailed: 'Maksulomaketta ei voitu ladata. Tarkista yhteytesi ja yritä uudelleen.',
  paid: 'Kiitos. Maksusi onnistui.',
  partPaid: 'Osa summasta on maksettu. Maksamatta on vielä {amount}: maksa loput, niin tilaus on valmis.',
  accepted: 'Kiitos. Maksuasi käsitellään.',
  windowOpen: 'Jatka avautuneessa ikkunassa.',
  windowShow: 'Näytä ikkuna',
  windowCancel: 'Peruuta maksu',
} satisfies Texts;
