/** Where on the task list a problem can be fixed. */
export type MendingTask = 'questions' | 'terms' | 'register' | 'materials' | 'notices';

export interface NoticeCheck {
  /** Stable: a refusal of the notice carries this code. */
  readonly code: string;
  readonly norm: string;
  readonly verdict: 'ok' | 'problem' | 'person';
  readonly says: string;
  readonly task: MendingTask;
}

type Say = (code: string, norm: string, verdict: NoticeCheck['verdict'], says: string) => NoticeCheck;
/** Makes checks that are fixed at one place of the task list. */
export const about =
  (task: MendingTask): Say =>
  (code, norm, verdict, says) => ({ code, norm, verdict, says, task });
