import { seededRandom } from "../../mistral/random";

/** Quantiles of an expert's gaps between keys over an hour and a half, in milliseconds: median 105, ninth decile 317. */
const QUANTILES = [20, 44, 65, 78, 92, 105, 118, 140, 200, 317, 1_200];
const COUNT = 1_600;

/** Gaps between keys as an expert makes them, for where no recorded session is at hand. */
export function likelyGaps(seed: number): readonly number[] {
  const random = seededRandom(seed);
  return Array.from({ length: COUNT }, () => {
    const at = random() * (QUANTILES.length - 1);
    const low = QUANTILES[Math.floor(at)] ?? 0;
    const high = QUANTILES[Math.ceil(at)] ?? low;
    return Math.round(low + (high - low) * (at % 1));
  });
}
