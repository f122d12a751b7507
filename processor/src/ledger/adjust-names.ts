/** The custom fields of an authorisation that updates of its amount need. */
export const adjustNames = ['authorisationType', 'adjustData', 'adjustedWith'] as const;
