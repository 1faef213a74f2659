import { z } from 'zod';
import { contactKinds, noteKinds } from '../../law/dispatch/house';
import { serviceNames, type Service } from '../../law/registry/words';
import type { HouseCard } from '../../store/dispatch/house-card';

const services = Object.keys(serviceNames) as [Service, ...Service[]];
const instant = z.string();

export const noteShape = z.object({
  id: z.string(),
  buildingId: z.string(),
  premisesId: z.string().nullable(),
  number: z.string().nullable(),
  entrance: z.number().nullable(),
  kind: z.enum(noteKinds),
  words: z.string(),
  since: instant,
  till: z.string().nullable(),
  madeBy: z.string(),
  removedAt: instant.nullable(),
});

export const contactShape = z.object({
  id: z.string(),
  organisationId: z.string(),
  buildingId: z.string().nullable(),
  kind: z.enum(contactKinds),
  service: z.enum(services).nullable(),
  title: z.string(),
  phone: z.string(),
  hours: z.string().nullable(),
  removedAt: instant.nullable(),
});

/** The card of a house as programs are told it. */
export const houseCardShape = z.object({
  buildingId: z.string(),
  premisesId: z.string().nullable(),
  address: z.string(),
  municipality: z.string(),
  zone: z.string(),
  floors: z.number(),
  entrances: z.number(),
  built: z.number(),
  number: z.string().nullable(),
  entrance: z.number().nullable(),
  floor: z.number().nullable(),
  residents: z.array(
    z.object({
      personId: z.string(),
      name: z.string(),
      owns: z.boolean(),
      lives: z.boolean(),
      phones: z.array(z.string()),
    }),
  ),
  notes: z.array(noteShape),
  contacts: z.array(contactShape),
  serving: z.array(
    z.object({
      organisationId: z.string(),
      name: z.string(),
      part: z.enum(['manages', 'supplies']),
      services: z.array(z.string()),
      phone: z.string().nullable(),
    }),
  ),
  outages: z.array(
    z.object({
      caseId: z.string(),
      number: z.string(),
      title: z.string(),
      planned: z.boolean(),
      since: instant,
      until: instant.nullable(),
      requests: z.number(),
    }),
  ),
  requests: z.array(
    z.object({
      caseId: z.string(),
      number: z.string(),
      title: z.string(),
      premises: z.string().nullable(),
      at: instant,
    }),
  ),
});

export type ToldCard = z.infer<typeof houseCardShape>;
export type ToldNote = z.infer<typeof noteShape>;
export type ToldContact = z.infer<typeof contactShape>;

/** Instants as JSON has them. */
export const told = <T>(rows: unknown): T => JSON.parse(JSON.stringify(rows)) as T;
export const toldCard = (card: HouseCard): ToldCard => told<ToldCard>(card);
