/** One thing the machine did, folded from the events of its history. */
export interface MachineItem {
  at: Date;
  kind: 'start' | 'step' | 'letters' | 'end' | 'other';
  title: string;
  code: string;
  /** The last fact of the case that this step left. */
  seq?: number;
  failed?: boolean;
}

export const LETTERS = 'Письма переданы почте';

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

/** Reads proto-JSON as text: the record is the model, whatever the engine's client makes of it. */
export function machineItems(json: string): MachineItem[] {
  const { events = [] } = JSON.parse(json) as { events?: RawEvent[] };
  const offsetMs = Number(first(attributesOf(events[0] ?? blank)['input'])['offsetMs'] ?? 0);
  const fold = new Fold(offsetMs);
  for (const event of events) fold.take(event);
  return fold.items;
}

const blank: RawEvent = { eventId: '0', eventTime: '', eventType: '' };
const triesOf = (attempt: number): string => (attempt === 1 ? '1 попытка' : `попыток ${attempt}`);

/** Activities, timers and updates take several events each; they are folded by the event that began them. */
class Fold {
  readonly items: MachineItem[] = [];
  private readonly open = new Map<string, Open>();
  private readonly timers = new Map<string, { id: string; summary: string }>();
  private fired: { id: string; summary: string } | null = null;
  private readonly triggers = new Map<string, string>();

  constructor(private readonly offsetMs: number) {}

  take(event: RawEvent): void {
    const held = attributesOf(event);
    switch (typeOf(event)) {
      case 'WORKFLOW_EXECUTION_STARTED':
        return this.add(event, {
          kind: 'start',
          title: 'Дело открыто, процесс запущен',
          code: `workflow ${nameOf(held['workflowType'])}`,
        });
      case 'ACTIVITY_TASK_SCHEDULED':
        return void this.open.set(event.eventId, { event, attempt: 1 });
      case 'ACTIVITY_TASK_STARTED':
        return this.started(held);
      case 'ACTIVITY_TASK_COMPLETED':
      case 'ACTIVITY_TASK_FAILED':
      case 'ACTIVITY_TASK_TIMED_OUT':
        return this.closed(event, held);
      case 'TIMER_STARTED':
        return void this.timers.set(event.eventId, {
          id: String(held['timerId']),
          summary: String(decoded(event.userMetadata?.summary) ?? ''),
        });
      case 'TIMER_FIRED':
        this.fired = this.timers.get(String(held['startedEventId'])) ?? null;
        return;
      case 'WORKFLOW_EXECUTION_UPDATE_ACCEPTED':
        return this.accepted(held);
      case 'WORKFLOW_EXECUTION_SIGNALED':
        return void this.triggers.set(String(first(held['input'])['key']), 'signal');
      default:
        return this.ended(event);
    }
  }

  private accepted(held: Attributes): void {
    const { meta } = (held['acceptedRequest'] ?? {}) as { meta?: { updateId?: string } };
    if (meta?.updateId) this.triggers.set(meta.updateId, 'update');
  }

  private started(held: Attributes): void {
    const open = this.open.get(String(held['scheduledEventId']));
    if (open) open.attempt = Number(held['attempt'] ?? 1);
  }

  private closed(event: RawEvent, held: Attributes): void {
    const open = this.open.get(String(held['scheduledEventId']));
    if (!open) return;
    const plan = attributesOf(open.event);
    const activity = nameOf(plan['activityType']);
    const failed = typeOf(event) !== 'ACTIVITY_TASK_COMPLETED';
    const ms = Math.max(0, Date.parse(event.eventTime) - Date.parse(open.event.eventTime));
    const tail = `${triesOf(open.attempt)} · ${ms}\u00a0мс${failed ? ' · не удалось' : ''}`;
    if (activity !== 'step') {
      const title = activity === 'deliver' ? LETTERS : `Выполнено «${activity}»`;
      return this.add(open.event, {
        kind: activity === 'deliver' ? 'letters' : 'other',
        title,
        code: `activity ${activity} · ${tail}`,
        failed,
      });
    }
    const call = first(plan['input']);
    const { seq } = first(held['result']);
    const { title, trigger } = this.cause(call);
    this.add(open.event, {
      kind: 'step',
      title,
      code: `${trigger} · ${tail}`,
      failed,
      ...(typeof seq === 'number' && { seq }),
    });
  }

  /** A step is taken because a person commanded, a timer rang, another case sent word, or the case had just begun. */
  private cause(call: Record<string, unknown>): { title: string; trigger: string } {
    const [key, act] = [String(call['key']), String(call['act'])];
    const trigger = this.triggers.get(key);
    if (trigger === 'update') {
      const who = typeof call['actorId'] === 'string' ? ` · исполнитель ${call['actorId'].slice(0, 4)}` : '';
      return { title: `Команда «${act}»`, trigger: `update ${act}${who}` };
    }
    if (trigger === 'signal') return { title: `Весть от другого дела: «${act}»`, trigger: `signal ${act}` };
    const { fired } = this;
    this.fired = null;
    if (fired?.summary.startsWith(act)) return { title: `Сработал таймер «${act}»`, trigger: `timer ${fired.id}` };
    return { title: `Шаг «${act}»`, trigger: `activity step ${act}` };
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

  /** The engine's time plus the offset the case was started with is the case's own instant (DESIGN §6). */
  private add(event: RawEvent, item: Omit<MachineItem, 'at'>): void {
    this.items.push({ at: new Date(Date.parse(event.eventTime) + this.offsetMs), ...item });
  }
}
