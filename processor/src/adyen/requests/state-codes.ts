/**
 * Codes of states and provinces, by the names that shops and wallets use for them, in the countries where Adyen requires the
 * code. Several names are separated by a bar.
 * Source: ISO 3166-2:US, ISO 3166-2:CA, ISO 3166-2:BR; the US list has the codes of the armed forces' mail too
 */
const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  US: {
    AA: 'Armed Forces Americas',
    AE: 'Armed Forces Europe',
    AK: 'Alaska',
    AL: 'Alabama',
    AP: 'Armed Forces Pacific',
    AR: 'Arkansas',
    AS: 'American Samoa',
    AZ: 'Arizona',
    CA: 'California',
    CO: 'Colorado',
    CT: 'Connecticut',
    DC: 'District of Columbia|Washington DC|Washington D.C.',
    DE: 'Delaware',
    FL: 'Florida',
    GA: 'Georgia',
    GU: 'Guam',
    HI: 'Hawaii',
    IA: 'Iowa',
    ID: 'Idaho',
    IL: 'Illinois',
    IN: 'Indiana',
    KS: 'Kansas',
    KY: 'Kentucky',
    LA: 'Louisiana',
    MA: 'Massachusetts',
    MD: 'Maryland',
    ME: 'Maine',
    MI: 'Michigan',
    MN: 'Minnesota',
    MO: 'Missouri',
    MP: 'Northern Mariana Islands',
    MS: 'Mississippi',
    MT: 'Montana',
    NC: 'North Carolina',
    ND: 'North Dakota',
    NE: 'Nebraska',
    NH: 'New Hampshire',
    NJ: 'New Jersey',
    NM: 'New Mexico',
    NV: 'Nevada',
    NY: 'New York',
    OH: 'Ohio',
    OK: 'Oklahoma',
    OR: 'Oregon',
    PA: 'Pennsylvania',
    PR: 'Puerto Rico',
    RI: 'Rhode Island',
    SC: 'South Carolina',
    SD: 'South Dakota',
    TN: 'Tennessee',
    TX: 'Texas',
    UM: 'United States Minor Outlying Islands',
    UT: 'Utah',
    VA: 'Virginia',
    VI: 'Virgin Islands|U.S. Virgin Islands|United States Virgin Islands',
    VT: 'Vermont',
    WA: 'Washington|Washington State',
    WI: 'Wisconsin',
    WV: 'West Virginia',
    WY: 'Wyoming',
  },
  CA: {
    AB: 'Alberta',
    BC: 'British Columbia|Colombie-Britannique',
    MB: 'Manitoba',
    NB: 'New Brunswick|Nouveau-Brunswick',
    NL: 'Newfoundland and Labrador|Newfoundland & Labrador|Newfoundland|Terre-Neuve-et-Labrador',
    NS: 'Nova Scotia|Nouvelle-Écosse',
    NT: 'Northwest Territories|Territoires du Nord-Ouest',
    NU: 'Nunavut',
    ON: 'Ontario',
    PE: 'Prince Edward Island|Île-du-Prince-Édouard',
    QC: 'Quebec|Québec',
    SK: 'Saskatchewan',
    YT: 'Yukon|Yukon Territory|Territoire du Yukon',
  },
  BR: {
    AC: 'Acre',
    AL: 'Alagoas',
    AM: 'Amazonas',
    AP: 'Amapá',
    BA: 'Bahia',
    CE: 'Ceará',
    DF: 'Distrito Federal',
    ES: 'Espírito Santo',
    GO: 'Goiás',
    MA: 'Maranhão',
    MG: 'Minas Gerais',
    MS: 'Mato Grosso do Sul',
    MT: 'Mato Grosso',
    PA: 'Pará',
    PB: 'Paraíba',
    PE: 'Pernambuco',
    PI: 'Piauí',
    PR: 'Paraná',
    RJ: 'Rio de Janeiro',
    RN: 'Rio Grande do Norte',
    RO: 'Rondônia',
    RR: 'Roraima',
    RS: 'Rio Grande do Sul',
    SC: 'Santa Catarina',
    SE: 'Sergipe',
    SP: 'São Paulo',
    TO: 'Tocantins',
  },
};

/** Letters and digits alone, without accents and in one case, so that "Île-du-Prince-Édouard" is found by "ile du prince edouard". */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

const CODES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(NAMES).map(([country, states]) => [
    country,
    new Map(
      Object.entries(states).flatMap(([code, names]) =>
        [code, `${country}-${code}`, ...names.split('|')].map((name) => [fold(name), code] as const),
      ),
    ),
  ]),
);

/** What may be a code. Three letters that are not all capitals are a short name rather, such as Goa. */
const CODE = /^(?:[A-Z0-9]{1,3}|[a-z]{2})$/;

/**
 * The ISO 3166-2 code of a state or province, without its country's.
 * @param state a code (`CA`, `ca`, `US-CA`) or, for the US, Canada and Brazil, a name (`California`, `Québec`)
 * @param country two letters
 * @returns `undefined` where that is not known
 */
export const stateCodeOf = (state: string | undefined, country: string): string | undefined => {
  if (state === undefined) return undefined;
  const known = CODES.get(country);
  if (known) return known.get(fold(state));
  const text = state.trim();
  const code = text.toUpperCase().startsWith(`${country}-`)
    ? text.slice(country.length + 1).toUpperCase()
    : text;
  return CODE.test(code) ? code.toUpperCase() : undefined;
};
