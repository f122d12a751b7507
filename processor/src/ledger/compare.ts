/** For sorting: texts by their code units, so that every instance sorts alike whatever its locale. */
export const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);
