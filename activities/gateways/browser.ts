import type { Browser } from 'puppeteer';

export interface PrintWish {
  html: string;
  /** Stands at the foot of every sheet beside its number. */
  foot: string;
}

/** The port to whatever turns a page into PDF. */
export type PrintPdf = (wish: PrintWish) => Promise<Buffer>;

export interface Printer {
  print: PrintPdf;
  close(): Promise<void>;
}

/** How long one paper may take; a house of ten thousand rights needs a minute. */
const PATIENCE_MS = 180_000;
/** A browser that has nothing to print is let go: its memory is worth more than its start. */
const IDLE_MS = 60_000;

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const footOf = (text: string): string =>
  `<div style="width:100%;margin:0 14mm;font:7.5pt sans-serif;color:#333;display:flex;` +
  `justify-content:space-between"><span>${text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)}</span>` +
  '<span>Лист <span class="pageNumber"></span> из <span class="totalPages"></span></span></div>';

/** Pages to tagged PDF by a real browser, one after the other; how a browser is found is the program's matter. */
export function printer(open: () => Promise<Browser>): Printer {
  let browser: Browser | undefined;
  let idle: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function ready(): Promise<Browser> {
    clearTimeout(idle);
    if (!browser?.connected) browser = await open();
    const found = browser;
    if (closed) await letGo();
    return found;
  }

  async function letGo(): Promise<void> {
    clearTimeout(idle);
    const leaving = browser;
    browser = undefined;
    await leaving?.close().catch(() => undefined);
  }

  const draw: PrintPdf = async ({ html, foot }) => {
    const page = await (await ready()).newPage();
    try {
      // A paper is made of our own templates and brings its fonts along: it needs neither scripts nor the network.
      await page.setJavaScriptEnabled(false);
      await page.setOfflineMode(true);
      await page.setContent(html, { waitUntil: 'load', timeout: PATIENCE_MS });
      const bytes = await page.pdf({
        format: 'A4',
        printBackground: true,
        tagged: true,
        displayHeaderFooter: true,
        headerTemplate: '<span></span>',
        footerTemplate: footOf(foot),
        margin: { top: '14mm', right: '14mm', bottom: '18mm', left: '14mm' },
        timeout: PATIENCE_MS,
      });
      return Buffer.from(bytes);
    } finally {
      await page.close().catch(() => undefined);
      clearTimeout(idle);
      idle = setTimeout(() => void letGo(), IDLE_MS);
      idle.unref();
    }
  };

  return {
    print(wish) {
      const mine = turn.then(() => draw(wish));
      turn = mine.catch(() => undefined);
      return mine;
    },
    /** A paper in the middle is given up: it is owed still, and made by the next worker. */
    async close() {
      closed = true;
      await letGo();
      await turn;
    },
  };
}
