/** What issuer, scheme and risk checks made of a payment; each is a custom field of its authorisation. Nothing personal. */
export const assessmentNames = [
  'threeDSVersion',
  'threeDSResult',
  'liabilityShift',
  'avsResult',
  'cvcResult',
  'fraudScore',
  'merchantAdvice',
] as const;
export type AssessmentName = (typeof assessmentNames)[number];
export type Assessment = Readonly<Partial<Record<AssessmentName, string>>>;
