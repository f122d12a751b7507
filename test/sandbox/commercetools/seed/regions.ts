/** A country's standard rate of tax, as a fraction; `isIncluded` where shops show prices with tax. */
interface CountryTax {
  readonly rate: number;
  readonly isIncluded: boolean;
  /** State of the country, where only one has the rate. */
  readonly state?: string;
}

const included = (rate: number): readonly CountryTax[] => [{ rate, isIncluded: true }];
const added = (rate: number): readonly CountryTax[] => [{ rate, isIncluded: false }];

/** Zones by key; a country is in one zone only, as commercetools demands. */
export const ZONES: Readonly<Record<string, Readonly<Record<string, readonly CountryTax[]>>>> = {
  europe: {
    AT: included(0.2),
    BE: included(0.21),
    BG: included(0.2),
    CH: included(0.081),
    CY: included(0.19),
    CZ: included(0.21),
    DE: included(0.19),
    DK: included(0.25),
    EE: included(0.24),
    ES: included(0.21),
    FI: included(0.255),
    FR: included(0.2),
    GB: included(0.2),
    GR: included(0.24),
    HR: included(0.25),
    HU: included(0.27),
    IE: included(0.23),
    IS: included(0.24),
    IT: included(0.22),
    LI: included(0.081),
    LT: included(0.21),
    LU: included(0.17),
    LV: included(0.21),
    MT: included(0.18),
    NL: included(0.21),
    NO: included(0.25),
    PL: included(0.23),
    PT: included(0.23),
    RO: included(0.21),
    SE: included(0.25),
    SI: included(0.22),
    SK: included(0.23),
    TR: included(0.2),
  },
  americas: {
    AR: included(0.21),
    BR: included(0.17),
    CA: added(0.05),
    CL: included(0.19),
    CO: included(0.19),
    MX: included(0.16),
    PE: included(0.18),
    US: [
      { rate: 0, isIncluded: false },
      { rate: 0.08, isIncluded: false, state: 'NY' },
    ],
  },
  'asia-pacific': {
    AU: included(0.1),
    CN: included(0.13),
    HK: included(0),
    ID: included(0.11),
    IN: included(0.18),
    JP: included(0.1),
    KR: included(0.1),
    MY: included(0.1),
    NZ: included(0.15),
    PH: included(0.12),
    SG: included(0.09),
    TH: included(0.07),
    TW: included(0.05),
    VN: included(0.1),
  },
  'middle-east-and-africa': {
    AE: included(0.05),
    BH: included(0.1),
    CV: included(0.15),
    EG: included(0.14),
    IL: included(0.18),
    JO: included(0.16),
    KW: included(0),
    OM: included(0.05),
    QA: included(0),
    SA: included(0.15),
    TN: included(0.19),
    ZA: included(0.15),
  },
};
