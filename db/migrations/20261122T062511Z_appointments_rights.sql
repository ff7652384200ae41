-- The server keeps appointments and duties; what was once appointed is never deleted.
grant select, insert, update on holdfast.appointment, holdfast.role_setting, holdfast.role_card_text, holdfast.raci, holdfast.coordination_answer,
  holdfast.escalation_test, holdfast.escalation_call, holdfast.deputy_plan to holdfast_app;
grant select, insert, update, delete on holdfast.person_reach, holdfast.party, holdfast.escalation_step to holdfast_app;
