import { z } from 'zod';
import { route, type Route } from '../http/route';
import { galleryView } from '../view/gallery';
import { maybe, text } from '../http/fields';

/** The same names as the gallery's own list has, so that its links answer. */
const word = () => maybe(text({ max: 60 }));
const query = z.object({ q: word(), state: word(), from: word(), sort: word() });

const gallery = route({
  id: 'gallery.show',
  method: 'get',
  path: '/gallery',
  summary: 'Части страниц для разработчиков',
  allowed: 'anyone',
  trainingOnly: true,
  query,
  out: z.object({ shown: z.boolean() }),
  page: 'gallery',
  view: (_, call) => galleryView(call.query),
  handle: async () => ({ data: { shown: true }, frame: { title: 'Части страниц' } }),
});

export const galleryRoutes: readonly Route[] = [gallery];
