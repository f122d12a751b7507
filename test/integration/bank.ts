/** The buttons of the bank's page that lead back to the shop, or end there. */
export type BankChoice = 'pay' | 'cancel' | 'decline' | 'pending' | 'payAndLeave';

/** The shopper presses a button on the bank's page; resolves with where the bank sends her browser. */
export async function chooseAtTheBank(bankUrl: string, choice: BankChoice): Promise<URL> {
  const page = await fetch(bankUrl);
  const html = await page.text();
  const form = [...html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)].find(([text]) =>
    text.includes(`value="${choice}"`),
  );
  if (form?.[1] === undefined) throw new Error(`The bank's page has no way to ${choice}:\n${html}`);
  const answer = await fetch(new URL(form[1].replaceAll('&amp;', '&'), page.url), {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `choice=${choice}`,
  });
  return new URL(answer.headers.get('location') ?? '', page.url);
}

/** Pays there; resolves with the `redirectResult` of the return. */
export const payAtTheBank = async (bankUrl: string): Promise<string> =>
  (await chooseAtTheBank(bankUrl, 'pay')).searchParams.get('redirectResult') ?? '';
