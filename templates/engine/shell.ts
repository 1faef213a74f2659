/** What the frame around every page needs; filled from the request, so that a page never reads the request itself. */
export interface Link {
  href: string;
  title: string;
}

export interface Flash {
  kind: 'done' | 'soon' | 'late';
  title: string;
  say?: string;
  link?: Link;
}

/** The progress of a region that is still playing its past. */
export interface PastView {
  say: string;
  /** Percent of the work. */
  done: number;
  /** False: it needs help to continue. */
  goesOn: boolean;
}

export interface Shell {
  title: string;
  lang: 'ru';
  path: string;
  person?: { name: string; roleTitle: string; demo?: boolean };
  nav: (Link & { current: boolean; key?: string; mark?: number })[];
  /** Only in a training installation: the region's time in words, and links to move it. */
  training?: { now: string; links: Link[]; past?: PastView };
  csrf: string;
  nonce: string;
  /** The server's instant (ISO) from which the page keeps counting; the browser's own clock is never used. */
  now?: string;
  /** Set when a form was refused: the page title then begins with «Ошибка», so screen readers say it first. */
  problem?: { say: string };
  /** The zone in which this page shows times: that of the house, or of the region. */
  zone?: string;
  flash?: Flash;
  back?: Link;
  /** Links above the heading; the last one is the page itself and has no address. */
  trail?: { href?: string; title: string }[];
  /** Links open to everyone, at the foot of every page: norms, help, the interface for programs. */
  foot?: Link[];
  /** Boards and wide tables take 1400 px instead of 960. */
  wide?: boolean;
  /** Seconds until a browser without scripts reloads the page; set while something long is running. */
  refresh?: number;
  /** Absent on pages open to everyone, because only signed-in people may search. */
  search?: { action: string; value?: string };
}

export const blankShell = (over: Partial<Shell> = {}): Shell => ({
  title: 'Домовой',
  lang: 'ru',
  path: '/',
  nav: [],
  csrf: '',
  nonce: '',
  ...over,
});
