import type { Delivery } from './delivery.ts';
import type { NotificationItem } from './item.ts';

/** What a test does to the next webhooks that match. */
export interface Intervention {
  /** Absent: every event. */
  eventCode?: string;
  pspReference?: string;
  merchantReference?: string;
  /** How many matching events it applies to; 1 when absent. */
  times?: number;
  /** Never sent. */
  drop?: boolean;
  /** Sent this many times more. */
  copies?: number;
  /** Milliseconds added to the event's delay. */
  delayMs?: number;
  /** Written over the item before it is signed, so that it is genuine but different. */
  edit?: Partial<NotificationItem>;
  /** The signature is made wrong. */
  tamper?: boolean;
}

const matches = (intervention: Intervention, delivery: Delivery): boolean =>
  (intervention.times ?? 1) > 0 &&
  (intervention.eventCode ?? delivery.eventCode) === delivery.eventCode &&
  (intervention.pspReference ?? delivery.pspReference) === delivery.pspReference &&
  (intervention.merchantReference ?? delivery.merchantReference) === delivery.merchantReference;

/** Changes the delivery as the interventions say, and uses them up. */
export const applyInterventions = (
  interventions: Intervention[],
  delivery: Delivery,
): { copies: number; dropped: boolean } => {
  let copies = 0;
  let dropped = false;
  for (const intervention of interventions) {
    if (!matches(intervention, delivery)) continue;
    intervention.times = (intervention.times ?? 1) - 1;
    copies += intervention.copies ?? 0;
    dropped ||= intervention.drop ?? false;
    delivery.tampered ||= intervention.tamper ?? false;
    delivery.notBefore += intervention.delayMs ?? 0;
    const { edit } = intervention;
    if (edit) {
      delivery.items = delivery.items.map((item) => ({
        ...item,
        ...edit,
        additionalData: { ...item.additionalData, ...edit.additionalData },
      }));
    }
  }
  return { copies, dropped };
};
