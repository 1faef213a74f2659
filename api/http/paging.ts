import { z } from 'zod';
import type { Cursor, Page } from '../../store/sql/query';
import { cursorOf, maybe, rowCursor } from './fields';
import type { Shape } from './route';

/** The most rows a downloaded file of cases or houses holds; a longer list must be narrowed by its filters. */
const SHEET = 10_000;

/** What the query of a list has besides its filters: where the page begins, in either direction. */
export const pageFields = { after: maybe(rowCursor()), before: maybe(rowCursor()) };

/** What the answer has besides its rows: how many there are in all, and where the neighbouring pages begin. */
export const pageShape = { count: z.number(), after: z.string().nullable(), before: z.string().nullable() };
export interface PageData {
  count: number;
  after: string | null;
  before: string | null;
}

/** What a list shows whose query was refused. */
export const noPage: PageData = { count: 0, after: null, before: null };

export const pageData = ({ count, older, newer }: Page<unknown>): PageData => ({
  count,
  after: older ? cursorOf(older) : null,
  before: newer ? cursorOf(newer) : null,
});

/** A person reads page by page; a file holds the whole list. */
export const isSheet = (as: Shape): boolean => as === 'csv' || as === 'xlsx';

/** The part of a list that was asked for. */
export const pagingOf = <S>(
  asked: { after?: Cursor; before?: Cursor },
  sort: S,
  as: Shape,
  { page = 30, sheet = SHEET } = {},
) => ({ sort, after: asked.after, before: asked.before, limit: isSheet(as) ? sheet : page });
