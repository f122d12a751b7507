/** A grapheme of more UTF-16 units than this is cut between its code points. */
const LONGEST_GRAPHEME = 64;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * The beginning of a text, of at most `max` UTF-16 units, cut between what a reader takes for characters: no half of an emoji
 * and no letter without its accent. What is no text by Unicode (half of a pair) is replaced.
 */
export const cutText = (text: string, max: number): string => {
  const wellFormed = text.toWellFormed();
  if (wellFormed.length <= max) return wellFormed;
  const start = Math.max(0, max - LONGEST_GRAPHEME);
  const around = wellFormed.slice(start, max + LONGEST_GRAPHEME);
  const cutAt = graphemes.segment(around).containing(max - start)?.index ?? 0;
  return cutAt > 0 ? wellFormed.slice(0, start + cutAt) : cutBetweenCodePoints(wellFormed, max);
};

const cutBetweenCodePoints = (text: string, max: number): string => {
  const cut = text.slice(0, max);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
};
