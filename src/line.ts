import type { AbsencesService } from './cases/alarms/absences.service.js';
import type { AlertingService } from './cases/alarms/alerting.service.js';
import type { UnusableService } from './incidents/unusable.service.js';
import type { ChangedHandsService } from './doses/changed-hands.service.js';
import type { ConditionsService } from './doses/conditions/conditions.service.js';
import type { CatchingUpService } from './doses/processing/catching-up.service.js';
import type { SchedulesService } from './doses/schedules/schedules.service.js';
import type { GroupingService } from './incidents/grouping.service.js';
import type { HandOverService } from './cases/duty/hand-over.service.js';
import type { HoldersService } from './cases/duty/holders.service.js';
import type { MovingService } from './cases/duty/moving.service.js';
import type { CoverageService } from './reports/coverage.service.js';
import type { Listeners } from './platform/facts/fact-bus.js';
import type { NoticesService } from './deliveries/notices.service.js';
import type { StandInsService } from './cases/alarms/stand-ins.service.js';
import type { UnstaffedService } from './cases/climbing/unstaffed.service.js';

export interface Rooms {
  readonly schedules: SchedulesService;
  readonly catchingUp: CatchingUpService;
  readonly changedHands: ChangedHandsService;
  readonly conditions: ConditionsService;
  readonly absences: AbsencesService;
  readonly alerts: AlertingService;
  readonly grouping: GroupingService;
  readonly handOver: HandOverService;
  readonly moving: MovingService;
  readonly unstaffed: UnstaffedService;
  readonly unusable: UnusableService;
  readonly standIns: StandInsService;
  readonly holders: HoldersService;
  readonly notices: NoticesService;
  readonly coverage: CoverageService;
}

/**
 * The line, from the first fact to the last: read it aloud. Left stands what was told, right who hears it, in order, in the same
 * transaction. Who hears nothing here may still read it in the feed.
 */
export function line({
  schedules,
  catchingUp,
  changedHands,
  conditions,
  absences,
  alerts,
  grouping,
  handOver,
  moving,
  unstaffed,
  unusable,
  standIns,
  holders,
  notices,
  coverage,
}: Rooms): Listeners {
  const theFeed: [] = [];

  return {
    // What was heard and could not be used.
    'telemetry.quarantined': theFeed,
    'telemetry.found_unusable': [(turn, fact) => unusable.tell(turn, fact)],
    'telemetry.read_as_alarm': [(turn, fact) => alerts.openForUnreadable(turn, fact)],
    'telemetry.handed_over': [(turn, fact) => alerts.askForReview(turn, fact)],
    'telemetry.looked_at': [(turn, fact) => unusable.closeIfDone(turn, fact)],
    'alarm.came_through': [(turn, fact) => standIns.conclude(turn, fact)],
    'message.parked': [(turn, fact) => alerts.openForOperations(turn, fact)],

    // Who is on duty.
    'roster.set': [(turn, fact) => handOver.followRoster(turn, fact), (turn, fact) => unstaffed.noteFilled(turn, fact)],
    'team.changed': [(turn, fact) => moving.followTeam(turn, fact), (turn, fact) => handOver.followRoster(turn, fact)],

    'duty.changed': [
      (turn, fact) => handOver.followRoster(turn, fact),
      (turn, fact) => unstaffed.noteFilled(turn, fact),
      (turn, fact) => coverage.lookAround(turn, fact),
    ],
    // Somebody comes or goes in person, beside the roster.
    'shift.started': [
      (turn, fact) => handOver.followComing(turn, fact),
      (turn, fact) => unstaffed.noteFilled(turn, fact),
      (turn, fact) => coverage.lookAround(turn, fact),
    ],
    'shift.stopped': [
      (turn, fact) => handOver.followGoing(turn, fact),
      (turn, fact) => coverage.lookAround(turn, fact),
    ],
    'shift.ended': [(turn, fact) => handOver.followGoing(turn, fact)],
    'holidays.set': [
      (turn, fact) => handOver.followHolidays(turn, fact),
      (turn) => unstaffed.lookAgain(turn),
      (turn, fact) => coverage.lookAround(turn, fact),
    ],

    // Who works here, and who no longer.
    'staff.disabled': [(turn, fact) => holders.follow(turn, fact)],
    'staff.enabled': theFeed,
    'staff.moved': [(turn, fact) => holders.follow(turn, fact)],
    'staff.roles_set': [(turn, fact) => holders.follow(turn, fact)],
    'staff.deleted': [(turn, fact) => holders.follow(turn, fact)],
    'partner.revoked': [(turn, fact) => holders.follow(turn, fact)],

    // Who is cared for, and when.
    'citizen.glass_broken': [(turn, fact) => alerts.askAboutAccess(turn, fact)],
    'citizen.glass_reviewed': [(turn, fact) => alerts.closeForAccess(turn, fact)],
    'citizen.moved': [(turn, fact) => moving.followCitizen(turn, fact)],
    'citizen.relocated': [(turn, fact) => moving.followCitizen(turn, fact)],
    'citizen.stay_begun': [(turn, fact) => moving.followCitizen(turn, fact)],
    'citizen.stay_ended': [(turn, fact) => moving.followCitizen(turn, fact)],
    'citizen.number_repeated': theFeed,
    'citizen.deceased': [(turn, fact) => schedules.stop(turn, fact), (turn, fact) => absences.close(turn, fact)],
    'citizen.death_withdrawn': [
      (turn, fact) => schedules.replan(turn, fact),
      (turn, fact) => absences.undo(turn, fact),
    ],
    'consent.given': [
      (turn, fact) => catchingUp.readWhatEnded(turn, fact),
      (turn, fact) => schedules.replan(turn, fact),
      (turn, fact) => absences.undo(turn, fact),
    ],
    'citizen.address_protected': theFeed,
    'citizen.protection_lifted': theFeed,
    'citizen.contacts_changed': theFeed,
    'consent.withdrawn': [(turn, fact) => schedules.replan(turn, fact), (turn, fact) => absences.close(turn, fact)],
    'service.paused': [(turn, fact) => schedules.replan(turn, fact), (turn, fact) => absences.close(turn, fact)],
    'service.resumed': [
      (turn, fact) => schedules.replan(turn, fact),
      (turn, fact) => absences.undo(turn, fact),
      (turn, fact) => alerts.askForPlanCheck(turn, fact),
    ],
    'service.pause_planned': [(turn, fact) => schedules.replan(turn, fact)],
    'service.pause_moved': [(turn, fact) => schedules.replan(turn, fact)],
    'service.pause_withdrawn': [
      (turn, fact) => schedules.replan(turn, fact),
      (turn, fact) => absences.undo(turn, fact),
    ],
    'citizen.zone_changed': [(turn, fact) => schedules.rezone(turn, fact)],
    'device.left_behind': [(turn, fact) => alerts.askForRecovery(turn, fact)],
    'device.assigned': [(turn, fact) => changedHands.begin(turn, fact)],
    'device.released': [(turn, fact) => changedHands.end(turn, fact)],
    'device.assignment_planned': theFeed,
    'device.assignment_withdrawn': theFeed,
    'schedule.set': theFeed,
    'schedule.withdrawn': theFeed,
    'ladder.set': theFeed,

    // What became of a dose.
    'dose.dispensed': theFeed,
    'dose.retrieved': theFeed,
    'dose.dispensed_late': [(turn, fact) => alerts.closeForDose(turn, fact)],
    'dose.missed': [(turn, fact) => alerts.openForDose(turn, fact)],
    'dose.missed_late': [(turn, fact) => alerts.openForDose(turn, fact)],
    'dose.not_dispensed_empty': [(turn, fact) => alerts.openForDose(turn, fact)],
    'dose.refused': [(turn, fact) => alerts.openForDose(turn, fact)],
    'dose.unconfirmed': [(turn, fact) => alerts.openForDose(turn, fact)],
    'dose.doubted': [(turn, fact) => alerts.askAboutNews(turn, fact)],
    'dose.passed_unwatched': [(turn, fact) => absences.askAboutPassed(turn, fact)],
    'dose.misses_repeated': [(turn, fact) => alerts.askForSuitability(turn, fact)],
    'dose.left_in_tray': [(turn, fact) => alerts.openForDose(turn, fact)],
    'dose.dispensed_partly': [(turn, fact) => alerts.openForDose(turn, fact)],
    'dose.dispensed_while_paused': [(turn, fact) => alerts.openForDose(turn, fact)],

    // How the dispenser is.
    'device.misses_unmatched': [(turn, fact) => alerts.askAboutMisses(turn, fact)],
    'condition.raised': [(turn, fact) => alerts.openForCondition(turn, fact)],
    'condition.eased': [(turn, fact) => alerts.noteEased(turn, fact)],
    'condition.cleared': [(turn, fact) => alerts.closeForCondition(turn, fact)],

    // What needs a human.
    'alert.opened': [(turn, fact) => grouping.sort(turn, fact)],
    'alert.repeated': theFeed,
    'alert.released': theFeed,
    'alert.claimed': theFeed,
    'alert.started': theFeed,
    'alert.shelved': theFeed,
    'alert.unshelved': theFeed,
    'alert.grew': theFeed,
    'alert.moved': theFeed,
    'alert.attached': theFeed,
    'alert.detached': theFeed,
    'incident.grew': theFeed,
    'alert.resolved': [(turn, fact) => conditions.noteResolved(turn, fact), (turn, fact) => grouping.part(turn, fact)],
    'alert.auto_resolved': [(turn, fact) => grouping.part(turn, fact)],

    // Who was asked, and who took it.
    'escalation.rung_fired': [(turn, fact) => notices.tellOfRung(turn, fact)],
    'escalation.rung_shadowed': theFeed,
    'escalation.rung_skipped': [(turn, fact) => notices.tellOfRung(turn, fact)],
    'task.created': theFeed,
    'task.widened': theFeed,
    'task.reminded': theFeed,
    'task.raised': theFeed,
    'task.hand_over_asked': theFeed,
    'task.kept': theFeed,
    'task.superseded': theFeed,
    'task.moved': theFeed,
    'task.readdressed': theFeed,
    'task.expected': theFeed,
    'task.claimed': theFeed,
    'task.taken_over': theFeed,
    'task.started': theFeed,
    'task.logged': theFeed,
    'task.released': theFeed,
    'task.holder_reminded': theFeed,
    'task.holder_told': theFeed,
    'task.resolved': theFeed,
    'task.auto_resolved': theFeed,

    // Who was told outside the queue.
    'notice.shown': theFeed,
    'delivery.delivered': theFeed,
    'delivery.fallen_through': theFeed,
    'delivery.given_up': theFeed,
    'delivery.parked': [(turn, fact) => alerts.openForOperations(turn, fact)],

    // What was asked of a dispenser.
    'command.queued': [(turn, fact) => changedHands.noteGiven(turn, fact)],
    'command.answered': theFeed,
    'command.expired': theFeed,
  };
}
