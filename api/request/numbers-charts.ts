import type { Numbers } from './numbers-shape';
import { ageTitles, kindTitle, weekdays } from './numbers-words';

export const charts = ['hours', 'ageing', 'kinds'] as const;
export type Chart = (typeof charts)[number];

/** Shown as an image, so it has colours of its own for light and for dark pages. */
const style = `<style>text{font:13px sans-serif;fill:#1c2321}.m{fill:#55605c}.b{fill:#1d4a42}.l{fill:#a3201a}
.h{fill:#1d4a42}@media(prefers-color-scheme:dark){text{fill:#eceae4}.m{fill:#a9b3ae}.b,.h{fill:#4fae93}.l{fill:#ff9d94}}</style>`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const svg = (width: number, height: number, title: string, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">` +
  `<title>${escaped(title)}</title>${style}${body}</svg>`;

const HOURS = 24;
const CELL = { width: 26, height: 24, left: 34, top: 22 };

/** A cell an hour of a weekday: the more came, the fuller its colour, and the number stands in it. */
function hours(data: Numbers): string {
  const most = Math.max(1, ...data.arrivals.map(({ count }) => count));
  const heads = Array.from({ length: HOURS }, (_, hour) => hour).map((hour) => {
    const x = CELL.left + hour * CELL.width + CELL.width / 2;
    return `<text class="m" x="${x}" y="14" text-anchor="middle">${hour}</text>`;
  });
  const rows = weekdays.map((name, at) => {
    const y = CELL.top + at * CELL.height;
    return `<text class="m" x="0" y="${y + 16}">${name}</text>`;
  });
  const cells = data.arrivals.map(({ weekday, hour, count }) => {
    const [x, y] = [CELL.left + hour * CELL.width, CELL.top + (weekday - 1) * CELL.height];
    // Pale under the number, so that the number stays readable on any ground.
    const opacity = (0.08 + 0.37 * (count / most)).toFixed(2);
    return (
      `<rect class="h" x="${x + 1}" y="${y + 1}" width="${CELL.width - 2}" height="${CELL.height - 2}" opacity="${opacity}"/>` +
      `<text x="${x + CELL.width / 2}" y="${y + 17}" text-anchor="middle">${count}</text>`
    );
  });
  const [width, height] = [CELL.left + HOURS * CELL.width, CELL.top + weekdays.length * CELL.height];
  return svg(width, height, 'Заявки по часам и дням недели', [...heads, ...rows, ...cells].join(''));
}

interface Bar {
  title: string;
  value: number;
  late?: boolean;
}

const LINE = 28;
const NAMES = 290;
const BARS = 290;

function bars(title: string, lines: readonly Bar[]): string {
  const most = Math.max(1, ...lines.map(({ value }) => value));
  const drawn = lines.map(({ title: name, value, late }, at) => {
    const [y, width] = [at * LINE, Math.max(value > 0 ? 2 : 0, Math.round((value / most) * BARS))];
    return (
      `<text class="m" x="0" y="${y + 18}">${escaped(name)}</text>` +
      `<rect class="${late ? 'l' : 'b'}" x="${NAMES}" y="${y + 5}" width="${width}" height="16"/>` +
      `<text x="${NAMES + width + 8}" y="${y + 18}">${value}</text>`
    );
  });
  return svg(NAMES + BARS + 60, Math.max(1, lines.length) * LINE, title, drawn.join(''));
}

const KINDS = 12;
const NAME_MOST = 34;
const cut = (name: string): string => (name.length > NAME_MOST ? `${name.slice(0, NAME_MOST - 1)}…` : name);

export function chartOf(chart: Chart, data: Numbers): string {
  if (chart === 'hours') return hours(data);
  if (chart === 'ageing')
    return bars(
      'Сколько стоят незаконченные заявки',
      data.ageing.map((value, at) => ({ title: ageTitles[at] ?? '', value, late: at === ageTitles.length - 1 })),
    );
  const busiest = data.kinds.slice(0, KINDS);
  return bars(
    'Заявки по видам',
    busiest.map(({ kind, count }) => ({ title: cut(kindTitle(kind)), value: count })),
  );
}
