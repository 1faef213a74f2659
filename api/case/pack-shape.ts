import { z } from 'zod';
import { deadlineShape } from './deadlines';

const norm = z.object({ id: z.string(), inForce: z.unknown(), history: z.array(z.unknown()) });

/** The evidence pack as it is downloaded; a later format may add fields. */
export const packShape = z.looseObject({
  format: z.string(),
  madeAt: z.string(),
  case: z.looseObject({
    id: z.string(),
    area: z.string(),
    number: z.string(),
    phase: z.string(),
    outcome: z.string().nullable(),
    zone: z.string(),
    lawDate: z.string(),
    openedAt: z.string(),
    closedAt: z.string().nullable(),
    parentId: z.string().nullable(),
  }),
  workflowId: z.string(),
  events: z.array(
    z.looseObject({
      caseId: z.string(),
      seq: z.number(),
      at: z.string(),
      kind: z.string(),
      actorId: z.string().nullable(),
      organisationId: z.string().nullable(),
      facts: z.record(z.string(), z.unknown()),
      prev: z.string(),
      hash: z.string(),
    }),
  ),
  deadlines: z.array(z.looseObject(deadlineShape.shape)),
  /** What the area's rows say about the things its events tell. */
  own: z.record(z.string(), z.unknown()),
  records: z.looseObject({
    pins: z.array(z.looseObject({ seq: z.number(), count: z.number(), digest: z.string() })),
    wrong: z.array(z.looseObject({})),
  }),
  norms: z.array(norm),
  documents: z.array(
    z.looseObject({
      id: z.string(),
      kind: z.string(),
      version: z.number(),
      size: z.number(),
      sha256: z.string(),
      at: z.string(),
    }),
  ),
  runs: z.array(z.looseObject({ runId: z.string(), sha256: z.string(), history: z.string() })),
  checksum: z.string(),
  signature: z.looseObject({ publicKey: z.string(), signature: z.string() }),
});

/** Histories of the engine, exactly as it exports them (proto-JSON); the engine defines their shape. */
export const historiesShape = z.array(z.looseObject({ events: z.array(z.looseObject({})) }));
