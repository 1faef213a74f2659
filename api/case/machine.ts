/** One thing the workflow did, combined from several events of its history. */
export interface MachineItem {
  at: Date;
  kind: 'start' | 'step' | 'end' | 'other';
  title: string;
  code: string;
  /** The number of the last case event this step wrote. */
  seq?: number;
  failed?: boolean;
}

interface Payload {
  data?: string;
}
interface Payloads {
  payloads?: Payload[];
}
type Attributes = Readonly<Record<string, unknown>>;
interface RawEvent {
  eventId: string;
  eventTime: string;
  eventType: string;
  userMetadata?: { summary?: Payload };
  [attributes: string]: unknown;
}

const attributesOf = (event: RawEvent): Attributes =>
  (Object.entries(event).find(([name]) => name.endsWith('Attributes'))?.[1] ?? {}) as Attributes;

function decoded(payload: Payload | undefined): unknown {
  try {
    return payload?.data ? JSON.parse(Buffer.from(payload.data, 'base64').toString('utf8')) : undefined;
  } catch {
    return undefined;
  }
}

const first = (held: unknown): Record<string, unknown> => {
  const value = decoded((held as Payloads | undefined)?.payloads?.[0]);
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
};

const typeOf = ({ eventType }: RawEvent): string => eventType.replace('EVENT_TYPE_', '');
const nameOf = (held: unknown): string => String((held as { name?: string } | undefined)?.name ?? '');

interface Open {
  event: RawEvent;
  attempt: number;
}

/** Why the case took a step, according to the history before it. */
interface Cause {
  act: string;
  title: (act: string) => string;
  code: string;
}

/** Reads the engine's JSON as text, so that it does not depend on the engine's client library. */
export function machineItems(json: string): MachineItem[] {
  const { events = [] } = JSON.parse(json) as { events?: RawEvent[] };
  const offsetMs = Number(first(attributesOf(events[0] ?? blank)['input'])['offsetMs'] ?? 0);
  const fold = new Fold(offsetMs);
  for (const event of events) fold.take(event);
  return fold.items;
}

const blank: RawEvent = { eventId: '0', eventTime: '', eventType: '' };
const triesOf = (attempt: number): string => (attempt === 1 ? '1 попытка' : `попыток ${attempt}`);

/** Activities, timers and updates take several events each; they are grouped by the event that started them. */
class Fold {
  readonly items: MachineItem[] = [];
  private readonly open = new Map<string, Open>();
  private readonly timers = new Map<string, string>();
  private readonly causes: Cause[] = [];
  private timer: Cause | null = null;

  constructor(private readonly offsetMs: number) {}

  take(event: RawEvent): void {
    const held = attributesOf(event);
    switch (typeOf(event)) {
      case 'WORKFLOW_EXECUTION_STARTED':
        return this.add(event, {
          kind: 'start',
          title: held['continuedExecutionRunId'] ? 'Процесс продолжен новым прогоном' : 'Дело открыто, процесс запущен',
          code: `workflow ${nameOf(held['workflowType'])}`,
          seq: (first(held['input'])['state'] as { seq?: number } | undefined)?.seq,
        });
      case 'MARKER_RECORDED':
        return this.stepped(event, held);
      case 'ACTIVITY_TASK_SCHEDULED':
        return void this.open.set(event.eventId, { event, attempt: 1 });
      case 'ACTIVITY_TASK_STARTED':
        return this.started(held);
      case 'ACTIVITY_TASK_COMPLETED':
      case 'ACTIVITY_TASK_FAILED':
      case 'ACTIVITY_TASK_TIMED_OUT':
        return this.closed(event, held);
      case 'TIMER_STARTED':
        return void this.timers.set(event.eventId, String(held['timerId']));
      case 'TIMER_FIRED': {
        const id = this.timers.get(String(held['startedEventId'])) ?? '';
        this.timer = { act: '', title: (act) => `Сработал таймер: ${small(act)}`, code: `timer ${id}` };
        return;
      }
      case 'WORKFLOW_EXECUTION_UPDATE_ACCEPTED':
        return this.accepted(held);
      case 'WORKFLOW_EXECUTION_SIGNALED': {
        const act = String(held['signalName']);
        return void this.causes.push({
          act,
          title: (one) => `Весть от другого дела: ${small(one)}`,
          code: `signal ${act}`,
        });
      }
      default:
        return this.ended(event);
    }
  }

  private accepted(held: Attributes): void {
    const { input } = (held['acceptedRequest'] ?? {}) as { input?: { name?: string; args?: unknown } };
    const act = String(input?.name);
    const { actorId } = first(input?.args);
    const who = typeof actorId === 'string' ? ` · исполнитель ${actorId.slice(0, 4)}` : '';
    this.causes.push({ act, title: (one) => `Команда: ${small(one)}`, code: `update ${act}${who}` });
  }

  private started(held: Attributes): void {
    const open = this.open.get(String(held['scheduledEventId']));
    if (open) open.attempt = Number(held['attempt'] ?? 1);
  }

  private closed(event: RawEvent, held: Attributes): void {
    const open = this.open.get(String(held['scheduledEventId']));
    if (!open) return;
    const name = nameOf(attributesOf(open.event)['activityType']);
    const failed = typeOf(event) !== 'ACTIVITY_TASK_COMPLETED';
    const ms = Math.max(0, Date.parse(event.eventTime) - Date.parse(open.event.eventTime));
    const title = String(decoded(open.event.userMetadata?.summary) ?? `Выполнено «${name}»`);
    this.add(open.event, {
      kind: 'other',
      title,
      code: `activity ${name} · ${tailOf(open.attempt, ms, failed)}`,
      failed,
    });
  }

  /** A step follows a person's command, an alarm or a message from another case; the engine stores it as a marker. */
  private stepped(event: RawEvent, held: Attributes): void {
    const { data, result } = (held['details'] ?? {}) as { data?: unknown; result?: unknown };
    const { activity_type: name, attempt, original_schedule_time: from, complete_time: to } = first(data);
    if (held['markerName'] !== 'core_local_activity' || typeof name !== 'string') return;
    const { seq } = first(result);
    const failed = result === undefined;
    const { title, code } = this.causeOf(name);
    const words = String(decoded(event.userMetadata?.summary) ?? name);
    this.add(event, {
      kind: 'step',
      title: title(words),
      code: `${code} · ${tailOf(Number(attempt ?? 1), msOf(to) - msOf(from), failed)}`,
      failed,
      ...(typeof seq === 'number' && { seq }),
    });
  }

  private causeOf(name: string): Omit<Cause, 'act'> {
    const index = this.causes.findIndex(({ act }) => act === name);
    if (index >= 0) return this.causes.splice(index, 1)[0] as Cause;
    const { timer } = this;
    this.timer = null;
    return timer ?? { title: (act) => act, code: `step ${name}` };
  }

  private ended(event: RawEvent): void {
    const ends: Readonly<Record<string, string>> = {
      WORKFLOW_EXECUTION_COMPLETED: 'Процесс завершён',
      WORKFLOW_EXECUTION_CONTINUED_AS_NEW: 'Процесс продолжен новым прогоном',
      WORKFLOW_EXECUTION_FAILED: 'Процесс оборвался',
      WORKFLOW_EXECUTION_TERMINATED: 'Процесс остановлен оператором',
      WORKFLOW_EXECUTION_TIMED_OUT: 'Процесс не уложился во время',
    };
    const title = ends[typeOf(event)];
    if (title) this.add(event, { kind: 'end', title, code: `событий ${event.eventId}` });
  }

  /**
   * The case's own instant is the engine's time plus the clock offset the case started with (docs/architecture.md,
   * «Time travel»).
   */
  private add(event: RawEvent, item: Omit<MachineItem, 'at'>): void {
    this.items.push({ at: new Date(Date.parse(event.eventTime) + this.offsetMs), ...item });
  }
}

const small = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);
const tailOf = (attempt: number, ms: number, failed: boolean): string =>
  `${triesOf(attempt)} · ${Math.max(0, Math.round(ms))}\u00a0мс${failed ? ' · не удалось' : ''}`;
const msOf = (time: unknown): number => {
  const { seconds = 0, nanos = 0 } = (time ?? {}) as { seconds?: number; nanos?: number };
  return seconds * 1_000 + nanos / 1_000_000;
};
