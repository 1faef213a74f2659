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
  /** The same in the one line of a phone. */
  brief: string;
  /** Percent of the work. */
  done: number;
  /** False: it needs help to continue. */
  goesOn: boolean;
}

/** A way of the menu; `mark` is how many things wait behind it. */
export type Way = Link & { current: boolean; key?: string; mark?: number };

export interface Shell {
  title: string;
  lang: 'ru';
  path: string;
  /** `about`: the post and office of whoever has one, the home of anybody else. */
  person?: { name: string; full: string; about: string };
  /** The sections this person may open, and what else the menu leads to. */
  nav: Way[];
  more: Way[];
  /** The cabinet with its unread messages; absent for whoever has none. */
  mail?: { href: string; unread: number };
  /** Only in a training installation: the region's time in words, and the link to move it. */
  training?: { now: string; clock?: Link; past?: PastView };
  /** Set while somebody acts for another: the way back to their own name. */
  guest?: Link;
  /** The way out of a page of one act: it stands in place of messages and menu. */
  out?: Link;
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
  /** May be put on the first screen of a telephone. */
  app?: boolean;
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
  more: [],
  csrf: '',
  nonce: '',
  ...over,
});
