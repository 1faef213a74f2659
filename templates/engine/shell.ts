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

/** How far a region is that still lives its past. */
export interface PastView {
  say: string;
  /** Percent of the work. */
  done: number;
  /** False: it comes no further by itself. */
  goesOn: boolean;
}

export interface Shell {
  title: string;
  lang: 'ru';
  path: string;
  person?: { name: string; roleTitle: string; demo?: boolean };
  nav: (Link & { current: boolean; key?: string; mark?: number })[];
  /** Only in a training installation: the moved clock in words and the ways to move it on. */
  training?: { now: string; links: Link[]; past?: PastView };
  csrf: string;
  nonce: string;
  /** The server's instant (ISO) from which a page counts on; the browser's own clock is never asked. */
  now?: string;
  /** Set when the form came back: the tab says «Ошибка» before anything is read aloud. */
  problem?: { say: string };
  /** The zone in which this page tells the time: the house's, or the region's. */
  zone?: string;
  flash?: Flash;
  back?: Link;
  /** Trail above the heading; the last step is the page itself and carries no address. */
  trail?: { href?: string; title: string }[];
  /** Open to everyone, at the foot of every page: norms, help, the interface for programs. */
  foot?: Link[];
  /** Boards and wide tables take 1400 px instead of 960. */
  wide?: boolean;
  /** Seconds until a browser without scripts asks again; set while something long is under way. */
  refresh?: number;
  /** Pages open to everyone hide what only a signed-in person may do. */
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
