import type { Response } from 'express';
import { Refusal } from '../../../law/base/refusal';

const MB = 1_024 * 1_024;
/** Bytes of bodies one process may hold at once; one sender may hold a little more than one full form. */
const TOGETHER_MOST = 256 * MB;
const EACH_MOST = 120 * MB;

/** Counts the bytes of all bodies now in memory. */
export class BodyMemory {
  private all = 0;
  private readonly by = new Map<string, number>();

  constructor(
    private readonly together = TOGETHER_MOST,
    private readonly each = EACH_MOST,
  ) {}

  get bytes(): number {
    return this.all;
  }

  /** Counts for one request; everything is released when its answer is finished. */
  share(sender: string, response: Pick<Response, 'once' | 'closed'>): MemoryShare {
    let mine = 0;
    let over = response.closed;
    const add = (bytes: number): void => {
      mine += bytes;
      this.all += bytes;
      const of = (this.by.get(sender) ?? 0) + bytes;
      if (of > 0) this.by.set(sender, of);
      else this.by.delete(sender);
    };
    response.once('close', () => {
      over = true;
      add(-mine);
    });
    return {
      take: (bytes) => {
        if (over) return;
        add(bytes);
        if (this.all > this.together || (this.by.get(sender) ?? 0) > this.each) throw crowded();
      },
    };
  }
}

export interface MemoryShare {
  /** Throws when there is no room; the caller then drops the bytes. */
  take(bytes: number): void;
}

const crowded = (): Refusal =>
  new Refusal('busy', 'Сейчас загружают очень много файлов. Повторите через несколько секунд.', 503);

/** One counter for the process, because all its apps share the memory. */
export const bodyMemory = new BodyMemory();
