import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { installRuntime } from '../../activities/runtime';
import { lifecycles } from '../../law/areas';
import { appealLives } from './lives/appeal';
import { meetingLives } from './lives/meeting';
import { requestLives } from './lives/request';
import { outageLives } from './lives/outage';
import type { Asked } from './witness';

installRuntime('ERROR', (level, message, meta) => console.error(level, message, meta));

const folder = join(__dirname, '..', '..', 'workflows', 'histories');
const files = readdirSync(folder).flatMap((area) => readdirSync(join(folder, area)).map((file) => join(area, file)));
const workflowsPath = join(__dirname, '..', '..', 'workflows', 'index.ts');
const witness = join(__dirname, 'witness.ts');
const read = (file: string): History => JSON.parse(readFileSync(join(folder, file), 'utf8')) as History;

interface History {
  events: HistoryEvent[];
}

interface HistoryEvent {
  eventId: string;
  eventType: string;
  workflowExecutionStartedEventAttributes?: { workflowId?: string };
  timerStartedEventAttributes?: { startToFireTimeout: string };
  markerRecordedEventAttributes?: { details: { data: { payloads: { data: string }[] } } };
  activityTaskScheduledEventAttributes?: { activityType: { name: string }; input?: { payloads: { data: string }[] } };
}

/** Replays a history on today's code and returns what the code asked for on the way. */
async function replay(history: History, name: string): Promise<Asked[]> {
  const seen: Asked[] = [];
  const saw = { fn: (_info: unknown, asked: Asked) => void seen.push(asked), callDuringReplay: true };
  const workflowId = history.events[0]?.workflowExecutionStartedEventAttributes?.workflowId ?? name;
  await Worker.runReplayHistory(
    { workflowsPath, interceptors: { workflowModules: [witness] }, sinks: { witness: { saw } } },
    history,
    workflowId,
  );
  return seen;
}

const parsed = (data: string): unknown => JSON.parse(Buffer.from(data, 'base64').toString('utf8'));

/** The same requests as the stored history shows them. */
const recorded = ({ events }: History): Asked[] =>
  events.flatMap((event): Asked[] => {
    const { timerStartedEventAttributes: timer, activityTaskScheduledEventAttributes: activity } = event;
    const { markerRecordedEventAttributes: marker } = event;
    if (marker) {
      const [data] = marker.details.data.payloads;
      const { activity_type: type } = parsed(data?.data ?? '') as { activity_type: string };
      return [{ kind: 'activity', type, args: [] }];
    }
    if (timer) return [{ kind: 'timer', ms: Math.round(Number.parseFloat(timer.startToFireTimeout) * 1_000) }];
    if (!activity) return [];
    const args = (activity.input?.payloads ?? []).map(({ data }) => parsed(data));
    return [{ kind: 'activity', type: activity.activityType.name, args }];
  });

describe('recorded histories', () => {
  it('are there for every shape of life of every workflow that serves cases', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(lifecycles).sort());
    const all = { appeal: appealLives, meeting: meetingLives, outage: outageLives, request: requestLives };
    for (const [area, lives] of Object.entries(all)) {
      const records = Object.keys(lives).map((shape) => `${area}/0.2-${shape}.json`);
      expect(files).toEqual(expect.arrayContaining(records));
    }
  });

  it.each(files)('%s replays strictly: same requests, same durations, same arguments', async (file) => {
    const history = read(file);
    expect(await replay(history, file)).toEqual(recorded(history));
  });

  it('tells when a deadline has moved, which replay alone does not notice', async () => {
    const [file = ''] = files;
    const history = read(file);
    const timer = history.events.find((event) => event.timerStartedEventAttributes)?.timerStartedEventAttributes;
    if (!timer) throw new Error('the first history has no timer');
    timer.startToFireTimeout = '1s';
    expect(await replay(history, file)).not.toEqual(recorded(history));
  });
});
