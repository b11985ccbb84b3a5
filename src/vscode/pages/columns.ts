import { escaped } from "./html";

/** A part of a column, in the chart's own measure, drawn as the class `look` says. */
export interface Bar {
  readonly look: string;
  readonly from: number;
  readonly to: number;
}

export interface Column {
  /** What is read where it is pointed at. */
  readonly title: string;
  readonly bars: readonly Bar[];
}

export interface ColumnChart {
  /** What a screen reader says of the drawing. */
  readonly label: string;
  /** In the order of time; what is drawn later in one of them stands in front. */
  readonly columns: readonly Column[];
  /** What stands at the ends of the axis. */
  readonly first: string;
  readonly last: string;
  readonly legend: readonly { readonly look: string; readonly name: string }[];
  /** Closes the legend. */
  readonly remark: string;
}

/** About as wide as the page may get, so that patterns keep their form. */
export const WIDTH = 900;
const HEIGHT = 100;
/** Of a column's width; the rest is space between two. */
const FILLED = 0.7;

/** Columns that scale to the page's width. */
export function columnChart({ label, columns, first, last, legend, remark }: ColumnChart): string {
  const most = Math.max(0, ...columns.flatMap(({ bars }) => bars.map(({ to }) => to))) || 1;
  const wide = WIDTH / columns.length;
  const groups = columns.map(({ title, bars }, at) => {
    const rects = bars
      .filter(({ from, to }) => to > from)
      .map(({ look, from, to }) => {
        const [top, bottom] = [HEIGHT * (1 - to / most), HEIGHT * (1 - from / most)].map(rounded);
        return rect(look, at * wide + (wide * (1 - FILLED)) / 2, top ?? 0, wide * FILLED, (bottom ?? 0) - (top ?? 0));
      });
    // What can be pointed at is the whole column, or nobody would find the title of a short bar.
    return `<g><title>${escaped(title)}</title>${rect("column", at * wide, 0, wide, HEIGHT)}${rects.join("")}</g>`;
  });
  const names = legend.map(({ look, name }) => `<span>${swatch(look)}${escaped(name)}</span>`);
  return `<figure>
<svg class="columns" role="img" aria-label="${escaped(label)}" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none">${groups.join("")}</svg>
<figcaption><span>${escaped(first)}</span><span class="legend">${names.join(" ")}; ${remark}</span><span>${escaped(last)}</span></figcaption>
</figure>`;
}

export function rect(look: string, x: number, y: number, width: number, height: number): string {
  const [left, top, wide, high] = [x, y, width, height].map(rounded);
  return `<rect class="${look}" x="${left}" y="${top}" width="${wide}" height="${high}"/>`;
}

/** A small sample of a look, beside its name. */
export function swatch(look: string): string {
  return `<svg class="swatch" aria-hidden="true" viewBox="0 0 12 12">${rect(look, 0.5, 0.5, 11, 11)}</svg>`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
