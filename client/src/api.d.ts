// The interface as types, written by scripts/generate-client.ts from the routes. Not edited by hand.
/* oxlint-disable */

export interface paths {
  '/api/v1/activities': {
    /** Plan an activity: one of the law’s list or one of the plant’s own */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            of?: string | null | undefined;
            title?: string | null | undefined;
            rhythm: {
              every: number;
              unit: 'day' | 'week' | 'month' | 'quarter' | 'year';
              starts_on: string;
              ends_on?: string | null | undefined;
              weekdays?: number[] | null | undefined;
              on_day?: number | null | undefined;
              nth?: { nth: 1 | 2 | 3 | 4 | -1; weekday: number } | null | undefined;
              at?: string | undefined;
              time_zone?: string | undefined;
              basis?: 'plan' | 'last_run' | undefined;
              moves?: 'stays' | 'next' | 'previous' | undefined;
            } | null;
            escalation?:
              | {
                  remind_days?: number[] | undefined;
                  accountable_days?: number | null | undefined;
                  plant_manager_days?: number | null | undefined;
                  ciso_days?: number | null | undefined;
                }
              | undefined;
            owner_role?:
              | 'board'
              | 'ciso'
              | 'plant_manager'
              | 'ot_lead'
              | 'ot_security_officer'
              | 'site_ot_lead'
              | 'asset_owner'
              | 'process_owner'
              | 'incident_coordinator'
              | 'safety_responsible'
              | 'it_lead'
              | 'shift_lead'
              | 'maintenance_lead'
              | 'works_council'
              | 'communications'
              | null
              | undefined;
            owner_id?: string | null | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { id: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/activities/plan-all': {
    /** Plan all of the law’s list that have no date, by their default rhythm */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { first_on: string; at?: string | undefined } } };
      responses: {
        200: { content: { 'application/json': { planned: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/activities/{plan_id}': {
    /** Change an activity’s rhythm, owner or escalation */
    put: {
      parameters: { path: { plan_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            title?: string | null | undefined;
            rhythm: {
              every: number;
              unit: 'day' | 'week' | 'month' | 'quarter' | 'year';
              starts_on: string;
              ends_on?: string | null | undefined;
              weekdays?: number[] | null | undefined;
              on_day?: number | null | undefined;
              nth?: { nth: 1 | 2 | 3 | 4 | -1; weekday: number } | null | undefined;
              at?: string | undefined;
              time_zone?: string | undefined;
              basis?: 'plan' | 'last_run' | undefined;
              moves?: 'stays' | 'next' | 'previous' | undefined;
            } | null;
            escalation?:
              | {
                  remind_days?: number[] | undefined;
                  accountable_days?: number | null | undefined;
                  plant_manager_days?: number | null | undefined;
                  ciso_days?: number | null | undefined;
                }
              | undefined;
            owner_role?:
              | 'board'
              | 'ciso'
              | 'plant_manager'
              | 'ot_lead'
              | 'ot_security_officer'
              | 'site_ot_lead'
              | 'asset_owner'
              | 'process_owner'
              | 'incident_coordinator'
              | 'safety_responsible'
              | 'it_lead'
              | 'shift_lead'
              | 'maintenance_lead'
              | 'works_council'
              | 'communications'
              | null
              | undefined;
            owner_id?: string | null | undefined;
            before?:
              | {
                  title?: string | null | undefined;
                  rhythm?:
                    | {
                        every: number;
                        unit: 'day' | 'week' | 'month' | 'quarter' | 'year';
                        starts_on: string;
                        ends_on?: string | null | undefined;
                        weekdays?: number[] | null | undefined;
                        on_day?: number | null | undefined;
                        nth?: { nth: 1 | 2 | 3 | 4 | -1; weekday: number } | null | undefined;
                        at?: string | undefined;
                        time_zone: string;
                        basis?: 'plan' | 'last_run' | undefined;
                        moves?: 'stays' | 'next' | 'previous' | undefined;
                      }
                    | null
                    | undefined;
                  escalation?:
                    | {
                        remind_days?: number[] | undefined;
                        accountable_days?: number | null | undefined;
                        plant_manager_days?: number | null | undefined;
                        ciso_days?: number | null | undefined;
                      }
                    | null
                    | undefined;
                  owner_id?: string | null | undefined;
                }
              | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/activities/{plan_id}/end': {
    /** End an activity: it comes round no more; what was done and missed stays */
    post: {
      parameters: { path: { plan_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/activities/{plan_id}/runs': {
    /** Say that an activity was done, with its result */
    post: {
      parameters: { path: { plan_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': { at: string; result: 'as_planned' | 'with_findings' | 'not_passed'; remark?: string | null | undefined };
        };
      };
      responses: {
        200: { content: { 'application/json': { id: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/anchors': {
    /** List the witnesses, time stamps and copies that protect the ledgers */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                kind: 'witness' | 'time_stamp' | 'syslog' | 'worm';
                name: string;
                url: string;
                private_host: string | null;
                has_ca: boolean;
                has_secret: boolean;
                settings: Record<string, string | number | string[]>;
                added_at: string;
              }[];
              threshold: number;
              own_witness: string | null;
              own_witness_private: boolean;
              logs: { origin: string; site_id: string | null; site_name: string | null; vkeys: string[] }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Add a witness, a time stamp authority, a syslog receiver or a bucket nobody can empty */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json':
            | {
                name: string;
                allow_private?: boolean | undefined;
                ca_pem?: string | null | undefined;
                kind: 'witness';
                url: string;
                vkeys: string;
              }
            | {
                name: string;
                allow_private?: boolean | undefined;
                ca_pem?: string | null | undefined;
                kind: 'time_stamp';
                url: string;
                chain_pem: string;
                every_minutes?: number | undefined;
              }
            | { name: string; allow_private?: boolean | undefined; ca_pem?: string | null | undefined; kind: 'syslog'; url: string }
            | {
                name: string;
                allow_private?: boolean | undefined;
                ca_pem?: string | null | undefined;
                kind: 'worm';
                url: string;
                bucket: string;
                region?: string | undefined;
                prefix?: string | undefined;
                retain_days: number;
                every_minutes?: number | undefined;
                access_key_id: string;
                secret_access_key: string;
              };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              kind: 'witness' | 'time_stamp' | 'syslog' | 'worm';
              name: string;
              url: string;
              private_host: string | null;
              has_ca: boolean;
              has_secret: boolean;
              settings: Record<string, string | number | string[]>;
              added_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/anchors/neighbours': {
    /** Which logs of others the witness of this organisation cosigns */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              url: string | null;
              name: string | null;
              vkeys: string[];
              fault: string | null;
              logs: { origin: string; keys: number; size: number | null; at: string | null }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Name the address of the witness this organisation runs */
    put: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { url: string | null; allow_private?: boolean | undefined } } };
      responses: {
        200: {
          content: {
            'application/json': {
              url: string | null;
              name: string | null;
              vkeys: string[];
              fault: string | null;
              logs: { origin: string; keys: number; size: number | null; at: string | null }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/anchors/policy': {
    /** How many witnesses are enough */
    put: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { threshold: number } } };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                kind: 'witness' | 'time_stamp' | 'syslog' | 'worm';
                name: string;
                url: string;
                private_host: string | null;
                has_ca: boolean;
                has_secret: boolean;
                settings: Record<string, string | number | string[]>;
                added_at: string;
              }[];
              threshold: number;
              own_witness: string | null;
              own_witness_private: boolean;
              logs: { origin: string; site_id: string | null; site_name: string | null; vkeys: string[] }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/anchors/{anchor_id}/end': {
    /** End it; what it said stays in the ledger */
    post: {
      parameters: { path: { anchor_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/anchors/{anchor_id}/trial': {
    /** Try it now with every log */
    post: {
      parameters: { path: { anchor_id: string }; query?: never };
      requestBody: { content: { 'application/json': Record<string, unknown> } };
      responses: {
        200: {
          content: {
            'application/json': { results: { origin: string; size: number | null; fault: string | null; status: number | null }[] };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/appointments': {
    /** Ask a person to take a seat of the organisation */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            role:
              | 'board'
              | 'ciso'
              | 'plant_manager'
              | 'ot_lead'
              | 'ot_security_officer'
              | 'global_ot_team'
              | 'site_ot_lead'
              | 'asset_owner'
              | 'process_owner'
              | 'incident_coordinator'
              | 'safety_responsible'
              | 'it_lead'
              | 'shift_lead'
              | 'maintenance_lead'
              | 'works_council'
              | 'communications';
            area_id?: string | null | undefined;
            person_id: string;
            deputy_id?: string | null | undefined;
            mandate?: string | null | undefined;
            competence?: string | null | undefined;
            resources?: string | null | undefined;
            starts_at?: string | null | undefined;
            until_at?: string | null | undefined;
            handover_remark?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              site_id: string | null;
              area_id: string | null;
              person_id: string;
              person_name: string;
              deputy_id: string | null;
              deputy_name: string | null;
              mandate: string | null;
              competence: string | null;
              resources: string | null;
              has: { mandate: boolean; competence: boolean; resources: boolean };
              starts_at: string;
              until_at: string | null;
              state: 'proposed' | 'accepted' | 'declined' | 'withdrawn';
              made_at: string;
              made_by_name: string | null;
              answered_at: string | null;
              ended_at: string | null;
              end_reason: string | null;
              handover_remark: string | null;
              follows: string | null;
              card_version: string | null;
              card_language: 'en' | 'de' | null;
              card_read_at: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/appointments/{appointment_id}': {
    /** Change the terms of an appointment of the organisation */
    patch: {
      parameters: { path: { appointment_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            deputy_id?: string | null | undefined;
            mandate?: string | null | undefined;
            competence?: string | null | undefined;
            resources?: string | null | undefined;
            starts_at: string;
            until_at?: string | null | undefined;
            version: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              site_id: string | null;
              area_id: string | null;
              person_id: string;
              person_name: string;
              deputy_id: string | null;
              deputy_name: string | null;
              mandate: string | null;
              competence: string | null;
              resources: string | null;
              has: { mandate: boolean; competence: boolean; resources: boolean };
              starts_at: string;
              until_at: string | null;
              state: 'proposed' | 'accepted' | 'declined' | 'withdrawn';
              made_at: string;
              made_by_name: string | null;
              answered_at: string | null;
              ended_at: string | null;
              end_reason: string | null;
              handover_remark: string | null;
              follows: string | null;
              card_version: string | null;
              card_language: 'en' | 'de' | null;
              card_read_at: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/appointments/{appointment_id}/acceptance': {
    /** Accept an appointment of the organisation oneself */
    post: {
      parameters: { path: { appointment_id: string }; query?: never };
      requestBody: { content: { 'application/json': { card_version: string; language: 'en' | 'de' } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              site_id: string | null;
              area_id: string | null;
              person_id: string;
              person_name: string;
              deputy_id: string | null;
              deputy_name: string | null;
              mandate: string | null;
              competence: string | null;
              resources: string | null;
              has: { mandate: boolean; competence: boolean; resources: boolean };
              starts_at: string;
              until_at: string | null;
              state: 'proposed' | 'accepted' | 'declined' | 'withdrawn';
              made_at: string;
              made_by_name: string | null;
              answered_at: string | null;
              ended_at: string | null;
              end_reason: string | null;
              handover_remark: string | null;
              follows: string | null;
              card_version: string | null;
              card_language: 'en' | 'de' | null;
              card_read_at: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/appointments/{appointment_id}/card': {
    /** An appointment of the organisation with its role card */
    get: {
      parameters: { path: { appointment_id: string }; query: { language: 'en' | 'de' } };
      responses: {
        200: {
          content: {
            'application/json': {
              appointment_id: string;
              role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              person_id: string;
              person_name: string;
              deputy_name: string | null;
              place: string | null;
              state: string;
              card_version: string | null;
              version: number;
              card: {
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications';
                language: 'en' | 'de';
                version: string;
                title: string;
                purpose: string;
                decides: string[];
                does: string[];
                reports: string[];
                cite: { requirement: string; instrument: string; place: string } | null;
                own_text: string | null;
                lags: { behind: 'en' | 'de'; since: string } | null;
              };
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/appointments/{appointment_id}/card-reading': {
    /** Say that one has read the role card of the organisation */
    post: {
      parameters: { path: { appointment_id: string }; query?: never };
      requestBody: { content: { 'application/json': { card_version: string; language: 'en' | 'de' } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              site_id: string | null;
              area_id: string | null;
              person_id: string;
              person_name: string;
              deputy_id: string | null;
              deputy_name: string | null;
              mandate: string | null;
              competence: string | null;
              resources: string | null;
              has: { mandate: boolean; competence: boolean; resources: boolean };
              starts_at: string;
              until_at: string | null;
              state: 'proposed' | 'accepted' | 'declined' | 'withdrawn';
              made_at: string;
              made_by_name: string | null;
              answered_at: string | null;
              ended_at: string | null;
              end_reason: string | null;
              handover_remark: string | null;
              follows: string | null;
              card_version: string | null;
              card_language: 'en' | 'de' | null;
              card_read_at: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/appointments/{appointment_id}/ending': {
    /** End an appointment of the organisation, or take back the question */
    post: {
      parameters: { path: { appointment_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              site_id: string | null;
              area_id: string | null;
              person_id: string;
              person_name: string;
              deputy_id: string | null;
              deputy_name: string | null;
              mandate: string | null;
              competence: string | null;
              resources: string | null;
              has: { mandate: boolean; competence: boolean; resources: boolean };
              starts_at: string;
              until_at: string | null;
              state: 'proposed' | 'accepted' | 'declined' | 'withdrawn';
              made_at: string;
              made_by_name: string | null;
              answered_at: string | null;
              ended_at: string | null;
              end_reason: string | null;
              handover_remark: string | null;
              follows: string | null;
              card_version: string | null;
              card_language: 'en' | 'de' | null;
              card_read_at: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/appointments/{appointment_id}/paper': {
    /** The role card of an appointment of the organisation on one page */
    get: {
      parameters: { path: { appointment_id: string }; query: { language: 'en' | 'de' } };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/appointments/{appointment_id}/refusal': {
    /** Decline an appointment of the organisation oneself */
    post: {
      parameters: { path: { appointment_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              site_id: string | null;
              area_id: string | null;
              person_id: string;
              person_name: string;
              deputy_id: string | null;
              deputy_name: string | null;
              mandate: string | null;
              competence: string | null;
              resources: string | null;
              has: { mandate: boolean; competence: boolean; resources: boolean };
              starts_at: string;
              until_at: string | null;
              state: 'proposed' | 'accepted' | 'declined' | 'withdrawn';
              made_at: string;
              made_by_name: string | null;
              answered_at: string | null;
              ended_at: string | null;
              end_reason: string | null;
              handover_remark: string | null;
              follows: string | null;
              card_version: string | null;
              card_language: 'en' | 'de' | null;
              card_read_at: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/authority-orders': {
    /** Orders of authorities and the measures that meet them */
    get: {
      parameters: {
        path?: never;
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
          as_of?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                entity_id: string;
                entity_name: string;
                site_id: string | null;
                authority: string;
                kind: 'information' | 'audit' | 'instruction' | 'remedy' | 'inform' | 'publish' | 'stop' | 'other';
                title: string;
                reference: string | null;
                received_on: string;
                deadline_on: string | null;
                closed_on: string | null;
                state: 'open' | 'late' | 'closed';
                measures: {
                  id: string;
                  title: string;
                  owner_id: string | null;
                  owner_name: string | null;
                  due_on: string | null;
                  closed_on: string | null;
                  evidence_entry_id: string | null;
                  remark: string | null;
                }[];
                open_measures: number;
                cite: { en: string; de: string };
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Write down an order of an authority */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            entity_id: string;
            site_id?: string | null | undefined;
            authority: string;
            kind: 'information' | 'audit' | 'instruction' | 'remedy' | 'inform' | 'publish' | 'stop' | 'other';
            title: string;
            reference?: string | null | undefined;
            received_on: string;
            deadline_on?: string | null | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { id: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/authority-orders/export': {
    /** As a file: orders of authorities and the measures that meet them */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/authority-orders/selection': {
    /** Choose all: orders of authorities and the measures that meet them */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/authority-orders/{order_id}': {
    /** One order */
    get: {
      parameters: { path: { order_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              entity_id: string;
              entity_name: string;
              site_id: string | null;
              authority: string;
              kind: 'information' | 'audit' | 'instruction' | 'remedy' | 'inform' | 'publish' | 'stop' | 'other';
              title: string;
              reference: string | null;
              received_on: string;
              deadline_on: string | null;
              closed_on: string | null;
              state: 'open' | 'late' | 'closed';
              measures: {
                id: string;
                title: string;
                owner_id: string | null;
                owner_name: string | null;
                due_on: string | null;
                closed_on: string | null;
                evidence_entry_id: string | null;
                remark: string | null;
              }[];
              open_measures: number;
              cite: { en: string; de: string };
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/authority-orders/{order_id}/closure': {
    /** An order is met: every measure is closed */
    post: {
      parameters: { path: { order_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { id: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/authority-orders/{order_id}/measures': {
    /** Add a measure that meets an order */
    post: {
      parameters: { path: { order_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { title: string; owner_id?: string | null | undefined; due_on?: string | null | undefined } };
      };
      responses: {
        200: { content: { 'application/json': { id: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/authority-orders/{order_id}/measures/{measure_id}/closure': {
    /** Close a measure by the entry that shows it was done */
    post: {
      parameters: { path: { order_id: string; measure_id: string }; query?: never };
      requestBody: { content: { 'application/json': { entry_id: string; remark?: string | null | undefined } } };
      responses: {
        200: { content: { 'application/json': { id: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/badges': {
    /** Who has which badge, and whether a PIN is set */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: { person_id: string; name: string; number: string | null; pin: 'none' | 'set' | 'must_change' | 'locked' }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/badges/export': {
    /** As a file: who has which badge, and whether a PIN is set */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/board-targets': {
    /** Risk appetite and targets: every version, and the one in force */
    get: {
      parameters: { path?: never; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                version: number;
                appetite: 'averse' | 'cautious' | 'open';
                statement: string;
                targets: Record<string, number>;
                state: 'proposed' | 'signed' | 'withdrawn';
                meeting_id: string | null;
                proposed_by: string;
                proposed_by_name: string | null;
                proposed_at: string;
                signed_by_name: string | null;
                signed_at: string | null;
              }[];
              in_force: {
                version: number;
                appetite: 'averse' | 'cautious' | 'open';
                statement: string;
                targets: Record<string, number>;
                state: 'proposed' | 'signed' | 'withdrawn';
                meeting_id: string | null;
                proposed_by: string;
                proposed_by_name: string | null;
                proposed_at: string;
                signed_by_name: string | null;
                signed_at: string | null;
              } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Put risk appetite and targets before the board */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            appetite: 'averse' | 'cautious' | 'open';
            statement: string;
            targets: Record<string, number>;
            meeting_id?: string | null | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { version: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/board-targets/{version}/signature': {
    /** Sign for the board: these values hold from now on */
    post: {
      parameters: { path: { version: string }; query?: never };
      requestBody: { content: { 'application/json': Record<string, unknown> } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/calendar-feeds/{token}': {
    /** A calendar as iCalendar, for who has its address */
    get: {
      parameters: { path: { token: string }; query?: never };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/certificates': {
    /** How the server is reached: its certificate, the authority behind it, what to mind */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              shown: {
                kind: 'own' | 'plant';
                fingerprint: string;
                names: string[];
                not_before: string;
                not_after: string;
                renewed_from: string | null;
                from_files: boolean;
              } | null;
              authorities: {
                fingerprint: string;
                name: string;
                state: 'current' | 'next' | 'past';
                not_before: string;
                not_after: string;
                pem: string;
              }[];
              public_url: string | null;
              names: string[];
              strict_transport: boolean;
              warnings: { code: string; params: Record<string, string> }[];
              authority_path: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/certificates/authorities': {
    /** Make the authority’s successor; it takes over later */
    post: {
      parameters: { path?: never; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/certificates/authorities/succession': {
    /** Let the successor take over */
    post: {
      parameters: { path?: never; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/certificates/machines': {
    /** Certificates of sensors, enforcers and other machines */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                fingerprint: string;
                machine_kind: 'sensor' | 'enforcer' | 'signer' | 'witness' | 'integration';
                machine_id: string;
                name: string;
                state: 'current' | 'revoked' | 'ended';
                not_after: string;
                made_at: string;
                revoked_at: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Make a machine’s certificate for its request (PKCS #10) */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            csr_pem: string;
            machine_kind: 'sensor' | 'enforcer' | 'signer' | 'witness' | 'integration';
            machine_id: string;
            name: string;
            days?: number | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { fingerprint: string; pem: string; authority_pem: string; not_after: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/certificates/machines/export': {
    /** As a file: certificates of sensors, enforcers and other machines */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/certificates/machines/{fingerprint}/revocation': {
    /** Let a machine’s certificate count no longer, at once */
    post: {
      parameters: { path: { fingerprint: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/certificates/own': {
    /** Go back to a certificate of the plant authority */
    delete: {
      parameters: { path?: never; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Show a certificate of the plant’s own from now on */
    put: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { certificate_pem: string; key_pem: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/certificates/own/check': {
    /** Look at a certificate and its key without taking them; nothing is kept */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { certificate_pem: string; key_pem: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              faults: { code: string; params: Record<string, string> }[];
              warnings: { code: string; params: Record<string, string> }[];
              names: string[];
              not_after: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/certificates/renewal': {
    /** Make a new certificate of the plant authority now */
    post: {
      parameters: { path?: never; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/certificates/strict-transport': {
    /** Whether browsers shall remember to use only HTTPS here */
    put: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { strict_transport: boolean } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/certificates/warnings': {
    /** What needs somebody about the certificates */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: { content: { 'application/json': { rows: { code: string; params: Record<string, string> }[] } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/clock': {
    /** The server’s time, and whether its clock is right */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': { server_time: string; verdict: 'unchecked' | 'right' | 'off' | 'unanswered'; offset_ms: number | null };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/clock/comparison': {
    /** Ask the time servers now */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': Record<string, unknown> } };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                host: string;
                port: number;
                asked_at: string | null;
                answered_at: string | null;
                offset_ms: number | null;
                delay_ms: number | null;
                fault: string | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/clock/servers': {
    /** The time servers and what they last answered */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                host: string;
                port: number;
                asked_at: string | null;
                answered_at: string | null;
                offset_ms: number | null;
                delay_ms: number | null;
                fault: string | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Name the time servers, and ask them at once */
    put: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { servers: { host: string; port?: number | undefined }[] } } };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                host: string;
                port: number;
                asked_at: string | null;
                answered_at: string | null;
                offset_ms: number | null;
                delay_ms: number | null;
                fault: string | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/coverage': {
    /** How far each site has named its people; also as it was */
    get: {
      parameters: { path?: never; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                preset: 'minimum' | 'security_officer' | 'group';
                required: number;
                filled: number;
                areas: number;
                areas_complete: number;
                has_site_ot_lead: boolean;
                has_officer: boolean;
                percent: number;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/coverage/export': {
    /** As a file: how far each site has named its people; also as it was */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/coverage/selection': {
    /** Choose all: how far each site has named its people; also as it was */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/deliveries': {
    /** List what was sent, what waits and what did not arrive */
    get: {
      parameters: {
        path?: never;
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
          subscription_id?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                subscription_id: string;
                subscription_name: string;
                entry_id: string | null;
                kind: string;
                site_id: string | null;
                at: string;
                state: 'waiting' | 'delivered' | 'dead';
                attempts: number;
                last_fault: string | null;
                last_status: number | null;
                tried_at: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/deliveries/export': {
    /** As a file: list what was sent, what waits and what did not arrive */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/deliveries/selection': {
    /** Choose all: list what was sent, what waits and what did not arrive */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/deliveries/{delivery_id}/again': {
    /** Send what did not arrive once more */
    post: {
      parameters: { path: { delivery_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/deputies/{deputy_id}': {
    /** End a deputy */
    delete: {
      parameters: { path: { deputy_id: string }; query?: { reason?: string | undefined } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/duties': {
    /** The duties of each role: who holds it, who read them, who was trained */
    get: {
      parameters: { path?: never; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              roles: {
                role: 'board' | 'ciso' | 'plant_manager' | 'ot_lead' | 'incident_coordinator' | 'shift_lead' | 'technician';
                version: number;
                is_mine: boolean;
                holders: {
                  person_id: string;
                  name: string;
                  state: 'to_read' | 'read' | 'again' | 'expired';
                  read_at: string | null;
                  expires_at: string | null;
                  trained_on: string | null;
                  trained_until: string | null;
                  is_trained: boolean;
                }[];
              }[];
              trainings: {
                id: string;
                person_id: string;
                person_name: string;
                role: 'board' | 'ciso' | 'plant_manager' | 'ot_lead' | 'incident_coordinator' | 'shift_lead' | 'technician';
                title: string;
                provider: string | null;
                hours: number;
                held_on: string;
                valid_until: string;
                recorded_by_name: string;
              }[];
              countries: string[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/duties/trainings': {
    /** Record that somebody was trained in the duties of a role */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            person_id: string;
            role: 'board' | 'ciso' | 'plant_manager' | 'ot_lead' | 'incident_coordinator' | 'shift_lead' | 'technician';
            title: string;
            provider?: string | null | undefined;
            hours: number;
            held_on: string;
            valid_until: string;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/duties/{role}/acknowledgement': {
    /** Say for oneself that one has read and understood the duties of a role; counts for a year */
    post: {
      parameters: {
        path: { role: 'board' | 'ciso' | 'plant_manager' | 'ot_lead' | 'incident_coordinator' | 'shift_lead' | 'technician' };
        query?: never;
      };
      requestBody: { content: { 'application/json': { version: number; language: 'en' | 'de' } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/grants': {
    /** List who holds which role, from when until when, and who stands in */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                person_id: string;
                person_name: string;
                role: 'owner' | 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
                scope: 'organisation' | 'site' | 'zone';
                site_id: string | null;
                site_name: string | null;
                zone_id: string | null;
                zone_name: string | null;
                starts_at: string;
                expires_at: string | null;
                granted_at: string;
                source: string;
                state: 'in_force' | 'expiring' | 'later' | 'account_closed';
                deputies: {
                  id: string;
                  grant_id: string;
                  person_id: string;
                  person_name: string;
                  starts_at: string;
                  until_at: string;
                  named_by_name: string;
                  in_force: boolean;
                }[];
                may_name_deputy: boolean;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Give a person a role */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            person_id: string;
            role: 'owner' | 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
            scope: 'organisation' | 'site' | 'zone';
            site_id?: string | null | undefined;
            zone_id?: string | null | undefined;
            starts_at?: string | null | undefined;
            expires_at?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              person_id: string;
              person_name: string;
              role: 'owner' | 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
              scope: 'organisation' | 'site' | 'zone';
              site_id: string | null;
              site_name: string | null;
              zone_id: string | null;
              zone_name: string | null;
              starts_at: string;
              expires_at: string | null;
              granted_at: string;
              source: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/grants/export': {
    /** As a file: list who holds which role, from when until when, and who stands in */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/grants/selection': {
    /** Choose all: list who holds which role, from when until when, and who stands in */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/grants/{grant_id}': {
    /** End a role */
    delete: {
      parameters: { path: { grant_id: string }; query?: { reason?: string | undefined } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Set until when a role counts */
    patch: {
      parameters: { path: { grant_id: string }; query?: never };
      requestBody: { content: { 'application/json': { expires_at: string | null; reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              person_id: string;
              person_name: string;
              role: 'owner' | 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
              scope: 'organisation' | 'site' | 'zone';
              site_id: string | null;
              site_name: string | null;
              zone_id: string | null;
              zone_name: string | null;
              starts_at: string;
              expires_at: string | null;
              granted_at: string;
              source: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/grants/{grant_id}/deputies': {
    /** Name who stands in for the holder of a role */
    post: {
      parameters: { path: { grant_id: string }; query?: never };
      requestBody: { content: { 'application/json': { person_id: string; starts_at: string; until_at: string; reason: string } } };
      responses: {
        200: { content: { 'application/json': { id: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/investments': {
    /** The backlog of investments with what pays for each, and how much is set aside */
    get: {
      parameters: {
        path?: never;
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
          kind?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                site_id: string | null;
                site_name: string | null;
                title: string;
                kind: 'bastion' | 'segmentation' | 'gateway' | 'other';
                cost_eur: number | null;
                budget_year: number | null;
                is_earmarked: boolean;
                reasons: {
                  type: 'finding' | 'audit_finding' | 'activity' | 'action' | 'risk';
                  id: string;
                  title: string;
                  opens: string | null;
                }[];
                state: 'proposed' | 'approved' | 'rejected' | 'done';
                proposed_by: string;
                proposed_by_name: string | null;
                proposed_at: string;
                decided_by_name: string | null;
                decided_at: string | null;
                decision_reason: string | null;
              }[];
              total: number;
              wanted_eur: number;
              earmarked_eur: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Ask for an investment, and say which finding pays for it */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            site_id: string | null;
            title: string;
            kind: 'bastion' | 'segmentation' | 'gateway' | 'other';
            cost_eur?: number | null | undefined;
            budget_year?: number | null | undefined;
            reasons: {
              type: 'finding' | 'audit_finding' | 'activity' | 'action' | 'risk';
              id: string;
              title: string;
              opens?: string | null | undefined;
            }[];
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { id: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/investments/export': {
    /** As a file: the backlog of investments with what pays for each, and how much is set aside */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/investments/selection': {
    /** Choose all: the backlog of investments with what pays for each, and how much is set aside */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/investments/{investment_id}/decision': {
    /** Approve or reject an investment, or say that it is done */
    post: {
      parameters: { path: { investment_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { state: 'approved' | 'rejected' | 'done'; is_earmarked?: boolean | undefined; reason: string } };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/law/lists': {
    /** What scope chooses from: kinds of entities, countries */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              kinds: {
                id: string;
                annex: 'I' | 'II';
                sector: { en: string; de: string };
                subsector: { en: string; de: string };
                title: { en: string; de: string };
                nace_rev2: string[];
                is_trust_service: boolean;
                only: 'principal' | 'essential_part' | null;
                note: { en: string; de: string } | null;
              }[];
              not_listed: { en: string; de: string }[];
              countries: {
                code: string;
                name: { en: string; de: string };
                is_verified: boolean;
                status: 'in_force' | 'pending' | 'not_read';
              }[];
              mark: { verify: 'verified' | 'partly' | 'secondary' | 'unverified'; sources: string[]; as_of: string };
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/law/timeline': {
    /** Days in the law, past and coming, and what they change for this organisation */
    get: {
      parameters: { path?: never; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                on: string;
                is_past: boolean;
                concerns_us: boolean;
                title: { en: string; de: string };
                change: { en: string; de: string };
                cite: { en: string; de: string };
                verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                mark_note: string | null;
                sources: string[];
                as_of: string;
              }[];
              today: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/ledger': {
    /** How far the ledger is */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              origin: string;
              epoch: number;
              vkeys: string[];
              signer: {
                is: 'ok' | 'refuses' | 'down' | 'unknown';
                code: string | null;
                message: string | null;
                size: number | null;
                signed_size: number | null;
              };
              size: number;
              pending: number;
              oldest_pending_at: string | null;
              latest: { size: number; root: string; note: string; published_at: string } | null;
              protections: { code: string; holds: boolean }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/ledger/anchors': {
    /** Who outside has seen the ledger, up to where and when */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              size: number;
              published_at: string | null;
              threshold: number;
              of: number;
              met: { size: number; count: number; at: string } | null;
              rows: {
                id: string;
                kind: 'witness' | 'time_stamp' | 'syslog' | 'worm';
                name: string;
                size: number | null;
                at: string | null;
                done_at: string | null;
                tried_at: string | null;
                next_at: string | null;
                fault: string | null;
                fault_status: number | null;
                clock_ahead_s: number | null;
                retain_until: string | null;
              }[];
              alarms: { code: 'other_history' | 'not_witnessed' | 'clock_disagrees'; about: string; since: string }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/ledger/changes': {
    /** What happened since a time, by kind */
    get: {
      parameters: { path?: never; query: { since: string } };
      responses: {
        200: { content: { 'application/json': { since: string; kinds: { kind: string; count: number; latest: string }[] } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/ledger/checkpoint': {
    /** The latest checkpoint as a signed note, with the signatures of witnesses */
    get: {
      parameters: { path?: never; query?: { epoch?: number | undefined } };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/ledger/choices': {
    /** What the entries can be filtered by */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: { 'application/json': { kinds: string[]; subject_types: string[]; actors: { id: string; name: string | null }[] } };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/ledger/entries': {
    /** List the entries */
    get: {
      parameters: {
        path?: never;
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          kind?: string | undefined;
          actor_id?: string | undefined;
          subject_type?: string | undefined;
          subject_id?: string | undefined;
          record?: string | undefined;
          since?: string | undefined;
          until?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                idx: number | null;
                epoch: number;
                kind: string;
                at: string;
                actor_id: string;
                actor_name: string | null;
                via: string;
                subject_type: string;
                subject_id: string;
                facts: Record<string, unknown>;
                leaf: string;
                reason: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/ledger/entries/export': {
    /** As a file: list the entries */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/ledger/entries/selection': {
    /** Choose all: list the entries */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/ledger/entries/{entry_id}': {
    /** One entry with its proof */
    get: {
      parameters: { path: { entry_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              idx: number | null;
              epoch: number;
              kind: string;
              at: string;
              actor_id: string;
              actor_name: string | null;
              via: string;
              subject_type: string;
              subject_id: string;
              facts: Record<string, unknown>;
              leaf: string;
              reason: string | null;
              body: string;
              proof: { size: number; root: string; path: string[]; checkpoint: string } | null;
              erasable: {
                n: number;
                name: string;
                text: string | null;
                erased_at: string | null;
                erased_by_name: string | null;
                erased_why: string | null;
                erasing_entry: string | null;
                opening: { salt: string; payload: string } | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/ledger/entries/{entry_id}/proof': {
    /** The proof of one entry as a file for somebody else (C2SP tlog-proof) */
    get: {
      parameters: { path: { entry_id: string }; query?: { epoch?: number | undefined } };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/ledger/fingerprint': {
    /** The newest checkpoint with a fingerprint to print in minutes */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: { content: { 'application/json': { origin: string; size: number; root: string; fingerprint: string; published_at: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/ledger/fingerprint/check': {
    /** Whether a fingerprint from minutes is still this ledger’s history */
    get: {
      parameters: { path?: never; query: { size: number; fingerprint: string } };
      responses: {
        200: { content: { 'application/json': { verdict: 'same' | 'other' | 'shorter' | 'no_fingerprint'; log_size: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/ledger/proof/consistency': {
    /** Proof that the log only grew from one size to another */
    get: {
      parameters: { path?: never; query: { epoch?: number | undefined; from: number; to: number } };
      responses: {
        200: { content: { 'application/json': { from: number; to: number; path: string[]; from_root: string; to_root: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/ledger/proof/inclusion': {
    /** Proof that an entry stands in the log of a size */
    get: {
      parameters: { path?: never; query: { epoch?: number | undefined; idx: number; size: number } };
      responses: {
        200: { content: { 'application/json': { idx: number; size: number; leaf: string; path: string[]; root: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/ledger/tile/{rest}': {
    /** A tile of the tree, or a bundle of entries, by its path in C2SP tlog-tiles */
    get: {
      parameters: { path: { rest: string }; query?: { epoch?: number | undefined } };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/ledger/verifications': {
    /** Verify the whole log now */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': Record<string, unknown> } };
      responses: {
        200: {
          content: {
            'application/json': {
              ok: boolean;
              entries: number;
              nodes: number;
              checkpoints: number;
              fault: { what: string; place: string; expected: string | null; found: string | null } | null;
              took_ms: number;
              at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/legal-entities': {
    /** Legal entities: which class, registered where, what is due */
    get: {
      parameters: { path?: never; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                country: string;
                state: 'active' | 'retired';
                outcome: 'out' | 'important' | 'essential' | 'critical' | null;
                decided_at: string | null;
                deciding_cite: { en: string; de: string } | null;
                redecide: 'never' | 'answers' | 'law' | 'yearly' | null;
                registered: number;
                registrations: number;
                next_due: string | null;
                max_fine_eur: number | null;
                open_orders: number;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Add a legal entity */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            country: string;
            establishments?: { name: string; country: string; site_id?: string | null | undefined }[] | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { id: string; version: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/legal-entities/{entity_id}': {
    /** One legal entity: answers, class, former decisions, duties with their days */
    get: {
      parameters: { path: { entity_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              country: string;
              is_maker: boolean;
              is_machine_builder: boolean;
              worldwide_turnover_eur: number | null;
              cer_notice_dated: string | null;
              cer_notice_received: string | null;
              registration_checked_at: string | null;
              establishments: { id: string; name: string; country: string; site_id: string | null }[];
              answers: {
                active_in_union: boolean | null;
                activities: { type_id: string; share: 'principal' | 'part' | 'minor' }[] | null;
                periods: { year: number; headcount: number | null; turnover_eur: number | null; balance_sheet_eur: number | null }[];
                group: {
                  name: string;
                  relation: 'partner' | 'linked';
                  share_pct: number;
                  periods: { year: number; headcount: number | null; turnover_eur: number | null; balance_sheet_eur: number | null }[];
                }[];
                cer_designated: boolean;
                state_designated: 'essential' | 'important' | null;
                former_operator_kept: boolean;
                qualified_trust_service: boolean;
                domain_registration: boolean;
                public_option: boolean;
                sector_act_prevails: boolean;
              };
              state: 'active' | 'retired';
              version: number;
              added_at: string;
              now: {
                outcome: 'out' | 'important' | 'essential' | 'critical' | null;
                deciding_rule: {
                  id: string;
                  cite: { en: string; de: string };
                  verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                  as_of: string;
                  asks: { en: string; de: string };
                  applied: boolean | null;
                  why: { en: string; de: string };
                } | null;
                rules: {
                  id: string;
                  cite: { en: string; de: string };
                  verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                  as_of: string;
                  asks: { en: string; de: string };
                  applied: boolean | null;
                  why: { en: string; de: string };
                }[];
                size: {
                  size: 'small' | 'medium' | 'large' | null;
                  counted: { year: number | null; headcount: number | null; turnover_eur: number | null; balance_sheet_eur: number | null };
                  held_by_previous: boolean;
                };
                open_questions: {
                  id: string;
                  cite: { en: string; de: string } | null;
                  verify: 'verified' | 'partly' | 'secondary' | 'unverified' | null;
                  text: { en: string; de: string };
                  blocks: boolean;
                }[];
                regimes: ('nis2' | 'cer' | 'cra' | 'machinery')[];
                registration_only: boolean;
              };
              decisions: {
                id: string;
                entity_id: string;
                decided_at: string;
                decided_by: string;
                decided_by_name: string | null;
                outcome: 'out' | 'important' | 'essential' | 'critical';
                country: string;
                in_scope_from: string | null;
                law_as_of: string;
                finding: {
                  outcome: 'out' | 'important' | 'essential' | 'critical' | null;
                  deciding_rule: {
                    id: string;
                    cite: { en: string; de: string };
                    verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                    as_of: string;
                    asks: { en: string; de: string };
                    applied: boolean | null;
                    why: { en: string; de: string };
                  } | null;
                  rules: {
                    id: string;
                    cite: { en: string; de: string };
                    verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                    as_of: string;
                    asks: { en: string; de: string };
                    applied: boolean | null;
                    why: { en: string; de: string };
                  }[];
                  size: {
                    size: 'small' | 'medium' | 'large' | null;
                    counted: {
                      year: number | null;
                      headcount: number | null;
                      turnover_eur: number | null;
                      balance_sheet_eur: number | null;
                    };
                    held_by_previous: boolean;
                  };
                  open_questions: {
                    id: string;
                    cite: { en: string; de: string } | null;
                    verify: 'verified' | 'partly' | 'secondary' | 'unverified' | null;
                    text: { en: string; de: string };
                    blocks: boolean;
                  }[];
                  regimes: ('nis2' | 'cer' | 'cra' | 'machinery')[];
                  registration_only: boolean;
                };
                answers: {
                  active_in_union: boolean | null;
                  activities: { type_id: string; share: 'principal' | 'part' | 'minor' }[] | null;
                  periods: { year: number; headcount: number | null; turnover_eur: number | null; balance_sheet_eur: number | null }[];
                  group: {
                    name: string;
                    relation: 'partner' | 'linked';
                    share_pct: number;
                    periods: { year: number; headcount: number | null; turnover_eur: number | null; balance_sheet_eur: number | null }[];
                  }[];
                  cer_designated: boolean;
                  state_designated: 'essential' | 'important' | null;
                  former_operator_kept: boolean;
                  qualified_trust_service: boolean;
                  domain_registration: boolean;
                  public_option: boolean;
                  sector_act_prevails: boolean;
                };
                reason: string | null;
              }[];
              redecide: 'never' | 'answers' | 'law' | 'yearly' | null;
              registrations: {
                country: string;
                state: 'not_due' | 'due' | 'late' | 'registered' | 'ask';
                due: {
                  due_on: string | null;
                  basis: 'national' | 'directive' | 'window' | 'at_once' | 'voluntary' | 'not_known';
                  fact: {
                    id: string;
                    cite: { en: string; de: string };
                    verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                    mark_note: string | null;
                    source_kind: string | null;
                    sources: string[];
                    as_of: string;
                    text: { en: string; de: string };
                    notes: { en: string; de: string }[];
                    lists: { of: string; items: { en: string; de: string }[] }[];
                  };
                  confirm: boolean;
                };
                authority: string | null;
                number: string | null;
                registered_on: string | null;
              }[];
              notices: {
                id: string;
                country: string;
                what: ('name' | 'address' | 'contacts' | 'ip_ranges' | 'sector' | 'member_states')[];
                changed_on: string;
                due: {
                  due_on: string | null;
                  basis: 'national' | 'directive' | 'window' | 'at_once' | 'voluntary' | 'not_known';
                  fact: {
                    id: string;
                    cite: { en: string; de: string };
                    verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                    mark_note: string | null;
                    source_kind: string | null;
                    sources: string[];
                    as_of: string;
                    text: { en: string; de: string };
                    notes: { en: string; de: string }[];
                    lists: { of: string; items: { en: string; de: string }[] }[];
                  };
                  confirm: boolean;
                };
                told_on: string | null;
                reference: string | null;
                state: 'open' | 'late' | 'in_time' | 'told_late';
              }[];
              exposure: {
                max_eur: number;
                by: 'amount' | 'turnover';
                fixed_eur: number;
                pct: number;
                without_turnover: boolean;
                fact: {
                  id: string;
                  cite: { en: string; de: string };
                  verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                  mark_note: string | null;
                  source_kind: string | null;
                  sources: string[];
                  as_of: string;
                  text: { en: string; de: string };
                  notes: { en: string; de: string }[];
                  lists: { of: string; items: { en: string; de: string }[] }[];
                };
                national: {
                  id: string;
                  cite: { en: string; de: string };
                  verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                  mark_note: string | null;
                  source_kind: string | null;
                  sources: string[];
                  as_of: string;
                  text: { en: string; de: string };
                  notes: { en: string; de: string }[];
                  lists: { of: string; items: { en: string; de: string }[] }[];
                }[];
              } | null;
              maker_exposure: {
                max_eur: number;
                by: 'amount' | 'turnover';
                fixed_eur: number;
                pct: number;
                without_turnover: boolean;
                fact: {
                  id: string;
                  cite: { en: string; de: string };
                  verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                  mark_note: string | null;
                  source_kind: string | null;
                  sources: string[];
                  as_of: string;
                  text: { en: string; de: string };
                  notes: { en: string; de: string }[];
                  lists: { of: string; items: { en: string; de: string }[] }[];
                };
                national: {
                  id: string;
                  cite: { en: string; de: string };
                  verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                  mark_note: string | null;
                  source_kind: string | null;
                  sources: string[];
                  as_of: string;
                  text: { en: string; de: string };
                  notes: { en: string; de: string }[];
                  lists: { of: string; items: { en: string; de: string }[] }[];
                }[];
              } | null;
              supervision: {
                regime: 'ex_ante' | 'ex_post';
                facts: {
                  id: string;
                  cite: { en: string; de: string };
                  verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                  mark_note: string | null;
                  source_kind: string | null;
                  sources: string[];
                  as_of: string;
                  text: { en: string; de: string };
                  notes: { en: string; de: string }[];
                  lists: { of: string; items: { en: string; de: string }[] }[];
                }[];
                national: {
                  id: string;
                  cite: { en: string; de: string };
                  verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                  mark_note: string | null;
                  source_kind: string | null;
                  sources: string[];
                  as_of: string;
                  text: { en: string; de: string };
                  notes: { en: string; de: string }[];
                  lists: { of: string; items: { en: string; de: string }[] }[];
                }[];
              } | null;
              critical_due: {
                risk_assessment: {
                  due_on: string | null;
                  basis: 'national' | 'directive' | 'window' | 'at_once' | 'voluntary' | 'not_known';
                  fact: {
                    id: string;
                    cite: { en: string; de: string };
                    verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                    mark_note: string | null;
                    source_kind: string | null;
                    sources: string[];
                    as_of: string;
                    text: { en: string; de: string };
                    notes: { en: string; de: string }[];
                    lists: { of: string; items: { en: string; de: string }[] }[];
                  };
                  confirm: boolean;
                };
                chapter_iii: {
                  due_on: string | null;
                  basis: 'national' | 'directive' | 'window' | 'at_once' | 'voluntary' | 'not_known';
                  fact: {
                    id: string;
                    cite: { en: string; de: string };
                    verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                    mark_note: string | null;
                    source_kind: string | null;
                    sources: string[];
                    as_of: string;
                    text: { en: string; de: string };
                    notes: { en: string; de: string }[];
                    lists: { of: string; items: { en: string; de: string }[] }[];
                  };
                  confirm: boolean;
                };
              } | null;
              maker: {
                id: string;
                cite: { en: string; de: string };
                verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                mark_note: string | null;
                source_kind: string | null;
                sources: string[];
                as_of: string;
                text: { en: string; de: string };
                notes: { en: string; de: string }[];
                lists: { of: string; items: { en: string; de: string }[] }[];
              }[];
              machinery: {
                id: string;
                cite: { en: string; de: string };
                verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                mark_note: string | null;
                source_kind: string | null;
                sources: string[];
                as_of: string;
                text: { en: string; de: string };
                notes: { en: string; de: string }[];
                lists: { of: string; items: { en: string; de: string }[] }[];
              }[];
              country_verified: boolean;
              class_name: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Change name, country, establishments, turnover, and whether it makes products or machines */
    patch: {
      parameters: { path: { entity_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            country: string;
            is_maker: boolean;
            is_machine_builder: boolean;
            worldwide_turnover_eur: number | null;
            cer_notice_dated: string | null;
            cer_notice_received: string | null;
            establishments: { name: string; country: string; site_id?: string | null | undefined }[];
            version: number;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { id: string; version: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/legal-entities/{entity_id}/answers': {
    /** Answer the questions of scope; what follows comes back */
    put: {
      parameters: { path: { entity_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            answers: {
              active_in_union?: boolean | null | undefined;
              activities?: { type_id: string; share: 'principal' | 'part' | 'minor' }[] | null | undefined;
              periods?:
                | {
                    year: number;
                    headcount?: number | null | undefined;
                    turnover_eur?: number | null | undefined;
                    balance_sheet_eur?: number | null | undefined;
                  }[]
                | undefined;
              group?:
                | {
                    name: string;
                    relation: 'partner' | 'linked';
                    share_pct?: number | undefined;
                    periods?:
                      | {
                          year: number;
                          headcount?: number | null | undefined;
                          turnover_eur?: number | null | undefined;
                          balance_sheet_eur?: number | null | undefined;
                        }[]
                      | undefined;
                  }[]
                | undefined;
              cer_designated?: boolean | undefined;
              state_designated?: 'essential' | 'important' | null | undefined;
              former_operator_kept?: boolean | undefined;
              qualified_trust_service?: boolean | undefined;
              domain_registration?: boolean | undefined;
              public_option?: boolean | undefined;
              sector_act_prevails?: boolean | undefined;
            };
            version: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              version: number;
              now: {
                outcome: 'out' | 'important' | 'essential' | 'critical' | null;
                deciding_rule: {
                  id: string;
                  cite: { en: string; de: string };
                  verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                  as_of: string;
                  asks: { en: string; de: string };
                  applied: boolean | null;
                  why: { en: string; de: string };
                } | null;
                rules: {
                  id: string;
                  cite: { en: string; de: string };
                  verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                  as_of: string;
                  asks: { en: string; de: string };
                  applied: boolean | null;
                  why: { en: string; de: string };
                }[];
                size: {
                  size: 'small' | 'medium' | 'large' | null;
                  counted: { year: number | null; headcount: number | null; turnover_eur: number | null; balance_sheet_eur: number | null };
                  held_by_previous: boolean;
                };
                open_questions: {
                  id: string;
                  cite: { en: string; de: string } | null;
                  verify: 'verified' | 'partly' | 'secondary' | 'unverified' | null;
                  text: { en: string; de: string };
                  blocks: boolean;
                }[];
                regimes: ('nis2' | 'cer' | 'cra' | 'machinery')[];
                registration_only: boolean;
              };
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/legal-entities/{entity_id}/changes': {
    /** Note a change of registered data; the day of its notice follows */
    post: {
      parameters: { path: { entity_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            country: string;
            what: ('name' | 'address' | 'contacts' | 'ip_ranges' | 'sector' | 'member_states')[];
            changed_on: string;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { id: string; due_on: string | null } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/legal-entities/{entity_id}/changes/{change_id}/notice': {
    /** Say that the authority was told of a change */
    post: {
      parameters: { path: { entity_id: string; change_id: string }; query?: never };
      requestBody: { content: { 'application/json': { told_on: string; reference?: string | null | undefined } } };
      responses: {
        200: { content: { 'application/json': { id: string; in_time: boolean } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/legal-entities/{entity_id}/decisions': {
    /** Sign which class the law gives; former decisions stay */
    post: {
      parameters: { path: { entity_id: string }; query?: never };
      requestBody: { content: { 'application/json': { in_scope_from?: string | null | undefined; reason: string; version: number } } };
      responses: {
        200: { content: { 'application/json': { id: string; version: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/legal-entities/{entity_id}/registration-check': {
    /** Say that the data at the authorities were looked at and are right */
    post: {
      parameters: { path: { entity_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { id: string; version: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/legal-entities/{entity_id}/registrations/{country}': {
    /** Say that it is registered with a country’s authority */
    put: {
      parameters: { path: { entity_id: string; country: string }; query?: never };
      requestBody: { content: { 'application/json': { authority?: string | null | undefined; number: string; registered_on: string } } };
      responses: {
        200: { content: { 'application/json': { id: string; version: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/legal-entities/{entity_id}/retirement': {
    /** A legal entity is no more; what was decided stays */
    post: {
      parameters: { path: { entity_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { id: string; version: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/mail': {
    /** The mail server Holdfast writes through */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              setting: {
                host: string;
                port: number;
                security: 'tls' | 'starttls' | 'none';
                username: string | null;
                has_password: boolean;
                sender: string;
                last_sent_at: string | null;
                last_fault: string | null;
                last_fault_at: string | null;
              } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Set the mail server */
    put: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            host: string;
            port: number;
            security: 'tls' | 'starttls' | 'none';
            username?: string | null | undefined;
            password?: string | null | undefined;
            sender: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              setting: {
                host: string;
                port: number;
                security: 'tls' | 'starttls' | 'none';
                username: string | null;
                has_password: boolean;
                sender: string;
                last_sent_at: string | null;
                last_fault: string | null;
                last_fault_at: string | null;
              } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/mail/test': {
    /** Send a mail to oneself, to try the mail server */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': Record<string, unknown> } };
      responses: {
        200: { content: { 'application/json': { sent_to: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/maturity': {
    /** Levels of all sites one may see, worst first */
    get: {
      parameters: { path?: never; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              areas: {
                id:
                  | 'governance'
                  | 'risk'
                  | 'incidents'
                  | 'continuity'
                  | 'supply_chain'
                  | 'acquisition'
                  | 'effectiveness'
                  | 'hygiene'
                  | 'cryptography'
                  | 'people_assets'
                  | 'login';
                title: { en: string; de: string };
              }[];
              sites: {
                id: string;
                name: string;
                level: number;
                areas: {
                  id:
                    | 'governance'
                    | 'risk'
                    | 'incidents'
                    | 'continuity'
                    | 'supply_chain'
                    | 'acquisition'
                    | 'effectiveness'
                    | 'hygiene'
                    | 'cryptography'
                    | 'people_assets'
                    | 'login';
                  level: number;
                  claimed: number | null;
                }[];
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me': {
    /** The signed-in person */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              person: { id: string; name: string; email: string | null; language: 'en' | 'de'; active: boolean; created_at: string };
              times: { times_in: 'plant' | 'own'; clock: 'h23' | 'h12' };
              grants: {
                id: string;
                person_id: string;
                person_name: string;
                role: 'owner' | 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
                scope: 'organisation' | 'site' | 'zone';
                site_id: string | null;
                site_name: string | null;
                zone_id: string | null;
                zone_name: string | null;
                starts_at: string;
                expires_at: string | null;
                granted_at: string;
                source: string;
              }[];
              sites: { id: string; name: string; time_zone: string }[];
              may: Record<string, string[]>;
              previous_visit_at: string | null;
              demo: boolean;
              terminal: { id: string; name: string; person_seconds: number; idle_seconds: number } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Change own settings */
    patch: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            language?: 'en' | 'de' | undefined;
            times_in?: 'plant' | 'own' | undefined;
            clock?: 'h23' | 'h12' | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/account': {
    /** How the signed-in person signs in */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              email: string;
              has_password: boolean;
              factor: { on: boolean; since: string | null; recovery_codes_left: number; required: boolean };
              passkeys: {
                id: string;
                name: string;
                synced: boolean;
                bound_here: boolean;
                created_at: string;
                last_used_at: string | null;
              }[];
              sessions: {
                id: string;
                kind: 'password' | 'passkey' | 'provider' | 'directory' | 'terminal';
                second_factor: boolean;
                device: string | null;
                network: string | null;
                started_at: string;
                used_at: string;
                own: boolean;
              }[];
              directories: string[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/appointments': {
    /** Seats I hold or am asked to take */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              appointments: {
                id: string;
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications';
                site_id: string | null;
                area_id: string | null;
                starts_at: string;
                until_at: string | null;
                state: 'proposed' | 'accepted' | 'declined' | 'withdrawn';
                card_version: string | null;
                site_name: string | null;
                area_name: string | null;
                asked_by_name: string | null;
                is_card_new: boolean;
              }[];
              reach: { email: string | null; phone: string | null; second_phone: string | null; remark: string | null };
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/calendar-feeds': {
    /** One’s own calendar addresses */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: { id: string; site_id: string | null; site_name: string | null; made_at: string; last_read_at: string | null }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Make an address under which a calendar program reads one’s own dates, or a site’s; it is shown once */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { site_id: string | null } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              site_id: string | null;
              site_name: string | null;
              made_at: string;
              last_read_at: string | null;
              path: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/calendar-feeds/{feed_id}': {
    /** End a calendar address: it answers nobody any more */
    delete: {
      parameters: { path: { feed_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/notice-choices': {
    /** What one wants to be told, and how */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              choices: {
                kind:
                  | 'approval_waiting'
                  | 'approval_decided'
                  | 'findings_new'
                  | 'capture_over'
                  | 'walk_down_assigned'
                  | 'role_given'
                  | 'role_ends'
                  | 'certificate_ends'
                  | 'clock_off'
                  | 'signer_refuses'
                  | 'sealing_late'
                  | 'entry_aside'
                  | 'ledger_flooded'
                  | 'anchor_alarm'
                  | 'file_damaged'
                  | 'own_backup_failed'
                  | 'own_backup_old'
                  | 'restore_code_made'
                  | 'restored_by_code'
                  | 'evidence_handed_over'
                  | 'window_asked'
                  | 'exception_closed'
                  | 'exception_escalated'
                  | 'remote_path_due'
                  | 'window_decided'
                  | 'enforcer_tries'
                  | 'enforcer_rolled_back'
                  | 'enforcer_differs'
                  | 'enforcer_refuses'
                  | 'enforcer_set_here'
                  | 'enforcer_silent'
                  | 'enforcer_unkept'
                  | 'evidence_not_whole'
                  | 'opening_asked'
                  | 'opening_ready'
                  | 'opening_refused'
                  | 'question_asked'
                  | 'question_answered'
                  | 'package_made'
                  | 'package_failed'
                  | 'document_to_read'
                  | 'document_to_adopt'
                  | 'document_review_due'
                  | 'duty_to_read_again'
                  | 'appointment_asked'
                  | 'appointment_answered'
                  | 'appointment_over'
                  | 'escalation_test'
                  | 'rule_report_filed'
                  | 'rule_report_answered'
                  | 'legal_soon'
                  | 'legal_due'
                  | 'legal_late'
                  | 'activity_soon'
                  | 'activity_due'
                  | 'activity_overdue'
                  | 'activity_missed'
                  | 'action_due'
                  | 'meeting_to_sign';
                in_product: boolean;
                by_mail: 'no' | 'at_once' | 'daily';
              }[];
              mail_works: boolean;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Choose what to be told, and how */
    put: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            choices: {
              kind:
                | 'approval_waiting'
                | 'approval_decided'
                | 'findings_new'
                | 'capture_over'
                | 'walk_down_assigned'
                | 'role_given'
                | 'role_ends'
                | 'certificate_ends'
                | 'clock_off'
                | 'signer_refuses'
                | 'sealing_late'
                | 'entry_aside'
                | 'ledger_flooded'
                | 'anchor_alarm'
                | 'file_damaged'
                | 'own_backup_failed'
                | 'own_backup_old'
                | 'restore_code_made'
                | 'restored_by_code'
                | 'evidence_handed_over'
                | 'window_asked'
                | 'exception_closed'
                | 'exception_escalated'
                | 'remote_path_due'
                | 'window_decided'
                | 'enforcer_tries'
                | 'enforcer_rolled_back'
                | 'enforcer_differs'
                | 'enforcer_refuses'
                | 'enforcer_set_here'
                | 'enforcer_silent'
                | 'enforcer_unkept'
                | 'evidence_not_whole'
                | 'opening_asked'
                | 'opening_ready'
                | 'opening_refused'
                | 'question_asked'
                | 'question_answered'
                | 'package_made'
                | 'package_failed'
                | 'document_to_read'
                | 'document_to_adopt'
                | 'document_review_due'
                | 'duty_to_read_again'
                | 'appointment_asked'
                | 'appointment_answered'
                | 'appointment_over'
                | 'escalation_test'
                | 'rule_report_filed'
                | 'rule_report_answered'
                | 'legal_soon'
                | 'legal_due'
                | 'legal_late'
                | 'activity_soon'
                | 'activity_due'
                | 'activity_overdue'
                | 'activity_missed'
                | 'action_due'
                | 'meeting_to_sign';
              in_product: boolean;
              by_mail: 'no' | 'at_once' | 'daily';
            }[];
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/notices': {
    /** Own notices, newest first */
    get: {
      parameters: {
        path?: never;
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          unread?: 'true' | 'false' | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                kind:
                  | 'approval_waiting'
                  | 'approval_decided'
                  | 'findings_new'
                  | 'capture_over'
                  | 'walk_down_assigned'
                  | 'role_given'
                  | 'role_ends'
                  | 'certificate_ends'
                  | 'clock_off'
                  | 'signer_refuses'
                  | 'sealing_late'
                  | 'entry_aside'
                  | 'ledger_flooded'
                  | 'anchor_alarm'
                  | 'file_damaged'
                  | 'own_backup_failed'
                  | 'own_backup_old'
                  | 'restore_code_made'
                  | 'restored_by_code'
                  | 'evidence_handed_over'
                  | 'window_asked'
                  | 'exception_closed'
                  | 'exception_escalated'
                  | 'remote_path_due'
                  | 'window_decided'
                  | 'enforcer_tries'
                  | 'enforcer_rolled_back'
                  | 'enforcer_differs'
                  | 'enforcer_refuses'
                  | 'enforcer_set_here'
                  | 'enforcer_silent'
                  | 'enforcer_unkept'
                  | 'evidence_not_whole'
                  | 'opening_asked'
                  | 'opening_ready'
                  | 'opening_refused'
                  | 'question_asked'
                  | 'question_answered'
                  | 'package_made'
                  | 'package_failed'
                  | 'document_to_read'
                  | 'document_to_adopt'
                  | 'document_review_due'
                  | 'duty_to_read_again'
                  | 'appointment_asked'
                  | 'appointment_answered'
                  | 'appointment_over'
                  | 'escalation_test'
                  | 'rule_report_filed'
                  | 'rule_report_answered'
                  | 'legal_soon'
                  | 'legal_due'
                  | 'legal_late'
                  | 'activity_soon'
                  | 'activity_due'
                  | 'activity_overdue'
                  | 'activity_missed'
                  | 'action_due'
                  | 'meeting_to_sign';
                site_id: string | null;
                site_name: string | null;
                params: Record<string, string | number>;
                opens: string;
                at: string;
                read_at: string | null;
              }[];
              total: number;
              unread: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/notices/read': {
    /** Mark own notices read */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { ids: string[] | null } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/passkeys': {
    /** Keep a passkey the browser made */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: { 'application/json': { name: string; token: string; response: { id: string; response: Record<string, unknown> } } };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/passkeys/question': {
    /** What the browser needs to make a passkey */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { password?: string | undefined; code?: string | undefined } } };
      responses: {
        200: { content: { 'application/json': { options: Record<string, unknown>; token: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/passkeys/{passkey_id}': {
    /** Remove an own passkey */
    delete: {
      parameters: { path: { passkey_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/password': {
    /** Change own password; the other sessions end */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { current_password: string; new_password: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/pin': {
    /** Whether one’s own PIN is set */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: { content: { 'application/json': { state: 'none' | 'set' | 'must_change' | 'locked'; badge_ends_with: string | null } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Set one’s own PIN for shared terminals; with the one in use, when there is one */
    put: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { current?: string | undefined; pin: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/reach': {
    /** Say by which number I am called */
    put: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            phone?: string | null | undefined;
            second_phone?: string | null | undefined;
            remark?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': { email: string | null; phone: string | null; second_phone: string | null; remark: string | null };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/second-factor': {
    /** Make a key for an authenticator app; it counts once a code of it is confirmed */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { password?: string | undefined; code?: string | undefined } } };
      responses: {
        200: { content: { 'application/json': { secret: string; uri: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/second-factor/confirmation': {
    /** Turn the second factor on with its first code; shows the recovery codes once */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { code: string } } };
      responses: {
        200: { content: { 'application/json': { recovery_codes: string[] } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/second-factor/recovery-codes': {
    /** New recovery codes; the earlier ones are void */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { password?: string | undefined; code?: string | undefined } } };
      responses: {
        200: { content: { 'application/json': { recovery_codes: string[] } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/second-factor/removal': {
    /** Turn the own second factor off */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { password?: string | undefined; code?: string | undefined } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/sessions/ending': {
    /** End all own sessions but this one */
    post: {
      parameters: { path?: never; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/sessions/{session_id}': {
    /** End one of the own sessions */
    delete: {
      parameters: { path: { session_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/me/visit': {
    /** Note that the person is here */
    post: {
      parameters: { path?: never; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/meeting-actions/{action_id}/done': {
    /** Say that an action is done */
    post: {
      parameters: { path: { action_id: string }; query?: never };
      requestBody: { content: { 'application/json': { remark: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/meetings': {
    /** Call a meeting for a period */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            kind: 'monthly_review' | 'resilience_committee' | 'board_day';
            period_from: string;
            period_until: string;
            planned_at: string;
            members: string[];
            guests?: string[] | undefined;
            quorum?: number | null | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { id: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/meetings/{meeting_id}/end': {
    /** Call a meeting off; or close one whose last signatures cannot come */
    post: {
      parameters: { path: { meeting_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/meetings/{meeting_id}/fixing': {
    /** Fix the record and ask those present to sign */
    post: {
      parameters: { path: { meeting_id: string }; query?: never };
      requestBody: { content: { 'application/json': Record<string, unknown> } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/meetings/{meeting_id}/held': {
    /** Say that a meeting took place, and who was there */
    post: {
      parameters: { path: { meeting_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { held_at: string; presence: { person_id: string; presence: 'present' | 'excused' | 'absent' }[] } };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/meetings/{meeting_id}/minutes': {
    /** Write the record: minutes, the three fixed items, decisions, actions */
    put: {
      parameters: { path: { meeting_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            minutes: string;
            fixed_items: Record<string, string>;
            decisions: { text: string; outcome: 'accepted' | 'rejected' | 'postponed' }[];
            actions: { title: string; owner_id: string; due_on: string }[];
            before?:
              | {
                  minutes?: string | null | undefined;
                  fixed_items?: Record<string, string> | undefined;
                  decisions?: { text: string; outcome: 'accepted' | 'rejected' | 'postponed' }[] | undefined;
                  actions?: { title: string; owner_id: string; due_on: string }[] | undefined;
                }
              | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/meetings/{meeting_id}/reopening': {
    /** Open the record for writing again; every signature goes with it */
    post: {
      parameters: { path: { meeting_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/meetings/{meeting_id}/signature': {
    /** Sign the record one was there for */
    post: {
      parameters: { path: { meeting_id: string }; query?: never };
      requestBody: { content: { 'application/json': { minutes_sha256: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/openapi.json': {
    /** This interface as an OpenAPI 3.1 document */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: { content: { 'application/json': Record<string, unknown> } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/own-backups': {
    /** Backups of Holdfast itself, and who could restore it */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              setting: {
                folder: string | null;
                keep: number;
                warn_days: number;
                recovery_key: string | null;
                recovery_key_made_at: string | null;
              };
              verdict: 'none' | 'due' | 'fresh' | 'old' | 'failed';
              runs: {
                id: string;
                state: 'running' | 'made' | 'failed';
                began_at: string;
                ended_at: string | null;
                path: string | null;
                size_bytes: number | null;
                entries: number | null;
                fault: string | null;
                checked_at: string | null;
                check_fault: 'missing' | 'changed' | 'unreadable' | null;
                removed_at: string | null;
              }[];
              restorers: { id: string; name: string; owner: boolean }[];
              code: { made_at: string; made_by: string; made_by_name: string; kept_by: string } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/own-backups/recovery-key': {
    /** Make a new recovery key; its private half is told once and not kept */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': Record<string, unknown> } };
      responses: {
        200: { content: { 'application/json': { secret: string; recovery_key: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/own-backups/restore-code': {
    /** Make a code on paper that can stand in for the second person of a restore; it is told once */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { kept_by: string } } };
      responses: {
        200: { content: { 'application/json': { code: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/own-backups/runs': {
    /** Make a backup now */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': Record<string, unknown> } };
      responses: {
        200: {
          content: {
            'application/json': {
              setting: {
                folder: string | null;
                keep: number;
                warn_days: number;
                recovery_key: string | null;
                recovery_key_made_at: string | null;
              };
              verdict: 'none' | 'due' | 'fresh' | 'old' | 'failed';
              runs: {
                id: string;
                state: 'running' | 'made' | 'failed';
                began_at: string;
                ended_at: string | null;
                path: string | null;
                size_bytes: number | null;
                entries: number | null;
                fault: string | null;
                checked_at: string | null;
                check_fault: 'missing' | 'changed' | 'unreadable' | null;
                removed_at: string | null;
              }[];
              restorers: { id: string; name: string; owner: boolean }[];
              code: { made_at: string; made_by: string; made_by_name: string; kept_by: string } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/own-backups/runs/{run_id}/check': {
    /** Look whether a backup is still what was written */
    post: {
      parameters: { path: { run_id: string }; query?: never };
      requestBody: { content: { 'application/json': Record<string, unknown> } };
      responses: {
        200: {
          content: {
            'application/json': {
              setting: {
                folder: string | null;
                keep: number;
                warn_days: number;
                recovery_key: string | null;
                recovery_key_made_at: string | null;
              };
              verdict: 'none' | 'due' | 'fresh' | 'old' | 'failed';
              runs: {
                id: string;
                state: 'running' | 'made' | 'failed';
                began_at: string;
                ended_at: string | null;
                path: string | null;
                size_bytes: number | null;
                entries: number | null;
                fault: string | null;
                checked_at: string | null;
                check_fault: 'missing' | 'changed' | 'unreadable' | null;
                removed_at: string | null;
              }[];
              restorers: { id: string; name: string; owner: boolean }[];
              code: { made_at: string; made_by: string; made_by_name: string; kept_by: string } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/own-backups/setting': {
    /** Say where the daily backup goes and how many are kept */
    put: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { folder: string | null; keep: number; warn_days: number } } };
      responses: {
        200: {
          content: {
            'application/json': {
              setting: {
                folder: string | null;
                keep: number;
                warn_days: number;
                recovery_key: string | null;
                recovery_key_made_at: string | null;
              };
              verdict: 'none' | 'due' | 'fresh' | 'old' | 'failed';
              runs: {
                id: string;
                state: 'running' | 'made' | 'failed';
                began_at: string;
                ended_at: string | null;
                path: string | null;
                size_bytes: number | null;
                entries: number | null;
                fault: string | null;
                checked_at: string | null;
                check_fault: 'missing' | 'changed' | 'unreadable' | null;
                removed_at: string | null;
              }[];
              restorers: { id: string; name: string; owner: boolean }[];
              code: { made_at: string; made_by: string; made_by_name: string; kept_by: string } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/people': {
    /** List people and their roles */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                email: string | null;
                language: 'en' | 'de';
                active: boolean;
                created_at: string;
                grants: {
                  id: string;
                  person_id: string;
                  person_name: string;
                  role: 'owner' | 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
                  scope: 'organisation' | 'site' | 'zone';
                  site_id: string | null;
                  site_name: string | null;
                  zone_id: string | null;
                  zone_name: string | null;
                  starts_at: string;
                  expires_at: string | null;
                  granted_at: string;
                  source: string;
                }[];
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Make an account */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: { 'application/json': { name: string; email: string; language?: 'en' | 'de' | undefined; password: string } };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              email: string | null;
              language: 'en' | 'de';
              active: boolean;
              created_at: string;
              grants: {
                id: string;
                person_id: string;
                person_name: string;
                role: 'owner' | 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
                scope: 'organisation' | 'site' | 'zone';
                site_id: string | null;
                site_name: string | null;
                zone_id: string | null;
                zone_name: string | null;
                starts_at: string;
                expires_at: string | null;
                granted_at: string;
                source: string;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/people/export': {
    /** As a file: list people and their roles */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/people/selection': {
    /** Choose all: list people and their roles */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/people/{person_id}': {
    /** Change or close an account */
    patch: {
      parameters: { path: { person_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { name?: string | undefined; language?: 'en' | 'de' | undefined; active?: boolean | undefined } };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              email: string | null;
              language: 'en' | 'de';
              active: boolean;
              created_at: string;
              grants: {
                id: string;
                person_id: string;
                person_name: string;
                role: 'owner' | 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
                scope: 'organisation' | 'site' | 'zone';
                site_id: string | null;
                site_name: string | null;
                zone_id: string | null;
                zone_name: string | null;
                starts_at: string;
                expires_at: string | null;
                granted_at: string;
                source: string;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/people/{person_id}/account': {
    /** How a person signs in, and where they are signed in */
    get: {
      parameters: { path: { person_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              email: string;
              has_password: boolean;
              factor: { on: boolean; since: string | null; recovery_codes_left: number; required: boolean };
              passkeys: {
                id: string;
                name: string;
                synced: boolean;
                bound_here: boolean;
                created_at: string;
                last_used_at: string | null;
              }[];
              sessions: {
                id: string;
                kind: 'password' | 'passkey' | 'provider' | 'directory' | 'terminal';
                second_factor: boolean;
                device: string | null;
                network: string | null;
                started_at: string;
                used_at: string;
                own: boolean;
              }[];
              directories: string[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/people/{person_id}/badge': {
    /** Give a person a badge, or take it */
    put: {
      parameters: { path: { person_id: string }; query?: never };
      requestBody: { content: { 'application/json': { number: string | null; reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': { person_id: string; name: string; number: string | null; pin: 'none' | 'set' | 'must_change' | 'locked' };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/people/{person_id}/password-reset': {
    /** Take a password away and make a one-time code for a new one, shown once */
    post: {
      parameters: { path: { person_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { code: string; expires_at: string | null } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/people/{person_id}/pin-reset': {
    /** A first PIN for a person, shown once; they choose their own when they use it */
    post: {
      parameters: { path: { person_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { pin: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/people/{person_id}/second-factor/reset': {
    /** Remove a second factor and passkeys a person lost */
    post: {
      parameters: { path: { person_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/people/{person_id}/sessions/ending': {
    /** End all sessions of a person */
    post: {
      parameters: { path: { person_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/requirements': {
    /** Compare sites: each requirement with its state at every site */
    get: {
      parameters: {
        path?: never;
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          as_of?: string | undefined;
          regime?: string | undefined;
          standard?: string | undefined;
          state?: string | undefined;
          bucket?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                requirement_id: string;
                title: { en: string; de: string };
                citation: {
                  instrument: string;
                  place: string;
                  text: { en: string; de: string };
                  verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                  as_of: string;
                  sources: string[];
                };
                regimes: string[];
                bucket: 'govern' | 'identify' | 'protect' | 'detect' | 'respond' | 'recover';
                cells: {
                  site_id: string;
                  state: 'unobserved' | 'missing' | 'stale' | 'partly' | 'ageing' | 'proven' | 'not_applicable';
                  good: number;
                  of: number;
                  stale: number;
                  by_hand: number;
                }[];
                differs: boolean;
                differing: { artefact: string; title: { en: string; de: string }; has: string[]; lacks: string[] }[];
              }[];
              total: number;
              sites: { id: string; name: string }[];
              reading: { read: number; of: number };
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/requirements/export': {
    /** As a file: compare sites: each requirement with its state at every site */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/restoration': {
    /** Take the own proposal back */
    delete: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              held: boolean;
              logs: {
                site_id: string | null;
                origin: string;
                code: 'older' | 'differs' | 'other_key';
                size: number;
                signed_size: number;
                since: string | null;
              }[];
              proposed: {
                reason: string;
                asked_by: string;
                asked_by_name: string;
                asked_at: string;
                mine_to_approve: boolean;
                mine_to_withdraw: boolean;
                codes: ('paper' | 'console')[];
              } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Whether this is a restored copy that waits for a decision, and what it lacks */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              held: boolean;
              logs: {
                site_id: string | null;
                origin: string;
                code: 'older' | 'differs' | 'other_key';
                size: number;
                signed_size: number;
                since: string | null;
              }[];
              proposed: {
                reason: string;
                asked_by: string;
                asked_by_name: string;
                asked_at: string;
                mine_to_approve: boolean;
                mine_to_withdraw: boolean;
                codes: ('paper' | 'console')[];
              } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Propose to go on from the restored copy */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { reason: string; kept?: string | null | undefined } } };
      responses: {
        200: {
          content: {
            'application/json': {
              held: boolean;
              logs: {
                site_id: string | null;
                origin: string;
                code: 'older' | 'differs' | 'other_key';
                size: number;
                signed_size: number;
                since: string | null;
              }[];
              proposed: {
                reason: string;
                asked_by: string;
                asked_by_name: string;
                asked_at: string;
                mine_to_approve: boolean;
                mine_to_withdraw: boolean;
                codes: ('paper' | 'console')[];
              } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/restoration/approval': {
    /** Say the second word, as another person or with a code: the next epoch of every log begins */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { code?: string | null | undefined } } };
      responses: {
        200: { content: { 'application/json': { epochs: { origin: string; former: string; size: number; lost: number }[] } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/setup': {
    /** Whether Holdfast waits for its owner */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: { content: { 'application/json': { needed: boolean } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Make the owner account with the one-time code */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            code: string;
            name: string;
            email: string;
            password: string;
            language?: 'en' | 'de' | undefined;
            organisation_name: string;
            site_name: string;
            time_zone: string;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sign-in/locks': {
    /** Who is locked out, or came close to it */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                kind: 'account' | 'device' | 'factor' | 'pin' | 'address';
                person_id: string | null;
                person_name: string | null;
                address: string | null;
                failures: number;
                last_at: string;
                locked_until: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sign-in/locks/export': {
    /** As a file: who is locked out, or came close to it */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sign-in/locks/selection': {
    /** Choose all: who is locked out, or came close to it */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sign-in/locks/{lock_id}': {
    /** End a lock-out early */
    delete: {
      parameters: { path: { lock_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sign-in/policy': {
    /** Which roles need a second factor */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              second_factor_roles: ('owner' | 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council')[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Say which roles need a second factor */
    put: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            second_factor_roles: ('owner' | 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council')[];
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              second_factor_roles: ('owner' | 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council')[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sign-in/providers': {
    /** Directories people may sign in by */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: (
                | {
                    id: string;
                    name: string;
                    enabled: boolean;
                    has_secret: boolean;
                    created_at: string;
                    callback_url: string;
                    kind: 'oidc';
                    settings: {
                      issuer: string;
                      client_id: string;
                      scopes: string;
                      group_claim: string;
                      has_second_factor: boolean;
                      creates_people: boolean;
                      links_by_email: boolean;
                      group_roles: {
                        group: string;
                        role: 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
                        scope: 'organisation' | 'site' | 'zone';
                        site_id: string | null;
                        zone_id: string | null;
                      }[];
                      ca: string;
                    };
                  }
                | {
                    id: string;
                    name: string;
                    enabled: boolean;
                    has_secret: boolean;
                    created_at: string;
                    callback_url: string;
                    kind: 'ldap';
                    settings: {
                      url: string;
                      start_tls: boolean;
                      bind_dn: string;
                      base_dn: string;
                      name_attributes: string[];
                      filter: string;
                      kind: 'active_directory' | 'open_ldap';
                      creates_people: boolean;
                      links_by_email: boolean;
                      group_roles: {
                        group: string;
                        role: 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
                        scope: 'organisation' | 'site' | 'zone';
                        site_id: string | null;
                        zone_id: string | null;
                      }[];
                      ca: string;
                    };
                  }
              )[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Add a directory, not yet in use */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json':
            | {
                kind: 'oidc';
                name: string;
                settings: {
                  issuer: string;
                  client_id: string;
                  scopes: string;
                  group_claim: string;
                  has_second_factor: boolean;
                  creates_people: boolean;
                  links_by_email: boolean;
                  group_roles: {
                    group: string;
                    role: 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
                    scope: 'organisation' | 'site' | 'zone';
                    site_id: string | null;
                    zone_id: string | null;
                  }[];
                  ca: string;
                };
                secret?: string | null | undefined;
              }
            | {
                kind: 'ldap';
                name: string;
                settings: {
                  url: string;
                  start_tls: boolean;
                  bind_dn: string;
                  base_dn: string;
                  name_attributes: string[];
                  filter: string;
                  kind: 'active_directory' | 'open_ldap';
                  creates_people: boolean;
                  links_by_email: boolean;
                  group_roles: {
                    group: string;
                    role: 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
                    scope: 'organisation' | 'site' | 'zone';
                    site_id: string | null;
                    zone_id: string | null;
                  }[];
                  ca: string;
                };
                secret?: string | null | undefined;
              };
        };
      };
      responses: {
        200: {
          content: {
            'application/json':
              | {
                  id: string;
                  name: string;
                  enabled: boolean;
                  has_secret: boolean;
                  created_at: string;
                  callback_url: string;
                  kind: 'oidc';
                  settings: {
                    issuer: string;
                    client_id: string;
                    scopes: string;
                    group_claim: string;
                    has_second_factor: boolean;
                    creates_people: boolean;
                    links_by_email: boolean;
                    group_roles: {
                      group: string;
                      role: 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
                      scope: 'organisation' | 'site' | 'zone';
                      site_id: string | null;
                      zone_id: string | null;
                    }[];
                    ca: string;
                  };
                }
              | {
                  id: string;
                  name: string;
                  enabled: boolean;
                  has_secret: boolean;
                  created_at: string;
                  callback_url: string;
                  kind: 'ldap';
                  settings: {
                    url: string;
                    start_tls: boolean;
                    bind_dn: string;
                    base_dn: string;
                    name_attributes: string[];
                    filter: string;
                    kind: 'active_directory' | 'open_ldap';
                    creates_people: boolean;
                    links_by_email: boolean;
                    group_roles: {
                      group: string;
                      role: 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
                      scope: 'organisation' | 'site' | 'zone';
                      site_id: string | null;
                      zone_id: string | null;
                    }[];
                    ca: string;
                  };
                };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sign-in/providers/{provider_id}': {
    /** Remove a directory; the roles it gave end */
    delete: {
      parameters: { path: { provider_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Change a directory, put it in use or out of use */
    put: {
      parameters: { path: { provider_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json':
            | {
                kind: 'oidc';
                name: string;
                enabled: boolean;
                settings: {
                  issuer: string;
                  client_id: string;
                  scopes: string;
                  group_claim: string;
                  has_second_factor: boolean;
                  creates_people: boolean;
                  links_by_email: boolean;
                  group_roles: {
                    group: string;
                    role: 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
                    scope: 'organisation' | 'site' | 'zone';
                    site_id: string | null;
                    zone_id: string | null;
                  }[];
                  ca: string;
                };
                secret?: string | null | undefined;
                reason?: string | undefined;
              }
            | {
                kind: 'ldap';
                name: string;
                enabled: boolean;
                settings: {
                  url: string;
                  start_tls: boolean;
                  bind_dn: string;
                  base_dn: string;
                  name_attributes: string[];
                  filter: string;
                  kind: 'active_directory' | 'open_ldap';
                  creates_people: boolean;
                  links_by_email: boolean;
                  group_roles: {
                    group: string;
                    role: 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
                    scope: 'organisation' | 'site' | 'zone';
                    site_id: string | null;
                    zone_id: string | null;
                  }[];
                  ca: string;
                };
                secret?: string | null | undefined;
                reason?: string | undefined;
              };
        };
      };
      responses: {
        200: {
          content: {
            'application/json':
              | {
                  id: string;
                  name: string;
                  enabled: boolean;
                  has_secret: boolean;
                  created_at: string;
                  callback_url: string;
                  kind: 'oidc';
                  settings: {
                    issuer: string;
                    client_id: string;
                    scopes: string;
                    group_claim: string;
                    has_second_factor: boolean;
                    creates_people: boolean;
                    links_by_email: boolean;
                    group_roles: {
                      group: string;
                      role: 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
                      scope: 'organisation' | 'site' | 'zone';
                      site_id: string | null;
                      zone_id: string | null;
                    }[];
                    ca: string;
                  };
                }
              | {
                  id: string;
                  name: string;
                  enabled: boolean;
                  has_secret: boolean;
                  created_at: string;
                  callback_url: string;
                  kind: 'ldap';
                  settings: {
                    url: string;
                    start_tls: boolean;
                    bind_dn: string;
                    base_dn: string;
                    name_attributes: string[];
                    filter: string;
                    kind: 'active_directory' | 'open_ldap';
                    creates_people: boolean;
                    links_by_email: boolean;
                    group_roles: {
                      group: string;
                      role: 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
                      scope: 'organisation' | 'site' | 'zone';
                      site_id: string | null;
                      zone_id: string | null;
                    }[];
                    ca: string;
                  };
                };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sign-in/providers/{provider_id}/test': {
    /** Try a directory step by step, and say what fails */
    post: {
      parameters: { path: { provider_id: string }; query?: never };
      requestBody: { content: { 'application/json': { name?: string | undefined } } };
      responses: {
        200: { content: { 'application/json': { ok: boolean; steps: { step: string; ok: boolean; detail: string | null }[] } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites': {
    /** List the sites */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                country: string | null;
                time_zone: string;
                conversation_days: number;
                created_at: string;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Add a site */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { name: string; country?: string | null | undefined; time_zone: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              country: string | null;
              time_zone: string;
              conversation_days: number;
              created_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/export': {
    /** As a file: list the sites */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/selection': {
    /** Choose all: list the sites */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}': {
    /** Change a site */
    patch: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            name?: string | undefined;
            country?: string | null | undefined;
            time_zone?: string | undefined;
            conversation_days?: number | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              country: string | null;
              time_zone: string;
              conversation_days: number;
              created_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/accounts': {
    /** List shared and local accounts */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          kind?: string | undefined;
          state?: string | undefined;
          asset_id?: string | undefined;
          holder_id?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                system: string;
                asset_id: string | null;
                asset_name: string | null;
                login: string;
                kind: 'shared' | 'local' | 'service' | 'vendor' | 'emergency';
                holder_id: string | null;
                holder: string | null;
                purpose: string | null;
                last_reviewed: string | null;
                state: 'active' | 'retired';
                version: number;
                created_at: string;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Add an account */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            system: string;
            asset_id?: string | null | undefined;
            login: string;
            kind: 'shared' | 'local' | 'service' | 'vendor' | 'emergency';
            holder_id?: string | null | undefined;
            holder?: string | null | undefined;
            purpose?: string | null | undefined;
            last_reviewed?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              system: string;
              asset_id: string | null;
              asset_name: string | null;
              login: string;
              kind: 'shared' | 'local' | 'service' | 'vendor' | 'emergency';
              holder_id: string | null;
              holder: string | null;
              purpose: string | null;
              last_reviewed: string | null;
              state: 'active' | 'retired';
              version: number;
              created_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/accounts/export': {
    /** As a file: list shared and local accounts */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/accounts/selection': {
    /** Choose all: list shared and local accounts */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/accounts/{account_id}': {
    /** One account */
    get: {
      parameters: { path: { site_id: string; account_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              system: string;
              asset_id: string | null;
              asset_name: string | null;
              login: string;
              kind: 'shared' | 'local' | 'service' | 'vendor' | 'emergency';
              holder_id: string | null;
              holder: string | null;
              purpose: string | null;
              last_reviewed: string | null;
              state: 'active' | 'retired';
              version: number;
              created_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Change an account */
    patch: {
      parameters: { path: { site_id: string; account_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            system: string;
            asset_id?: string | null | undefined;
            login: string;
            kind: 'shared' | 'local' | 'service' | 'vendor' | 'emergency';
            holder_id?: string | null | undefined;
            holder?: string | null | undefined;
            purpose?: string | null | undefined;
            last_reviewed?: string | null | undefined;
            version: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              system: string;
              asset_id: string | null;
              asset_name: string | null;
              login: string;
              kind: 'shared' | 'local' | 'service' | 'vendor' | 'emergency';
              holder_id: string | null;
              holder: string | null;
              purpose: string | null;
              last_reviewed: string | null;
              state: 'active' | 'retired';
              version: number;
              created_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/accounts/{account_id}/retirement': {
    /** Note that an account is gone */
    post: {
      parameters: { path: { site_id: string; account_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              system: string;
              asset_id: string | null;
              asset_name: string | null;
              login: string;
              kind: 'shared' | 'local' | 'service' | 'vendor' | 'emergency';
              holder_id: string | null;
              holder: string | null;
              purpose: string | null;
              last_reviewed: string | null;
              state: 'active' | 'retired';
              version: number;
              created_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/activities': {
    /** What comes round at a site and in the organisation: last time, next time, what was missed */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
          level?: string | undefined;
          mine?: 'true' | 'false' | undefined;
          as_of?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                of: string | null;
                site_id: string | null;
                level: 'site' | 'organisation';
                title: { en: string; de: string };
                requirements: string[];
                rhythm: {
                  every: number;
                  unit: 'day' | 'week' | 'month' | 'quarter' | 'year';
                  starts_on: string;
                  ends_on: string | null;
                  weekdays: number[] | null;
                  on_day: number | null;
                  nth: { nth: 1 | 2 | 3 | 4 | -1; weekday: number } | null;
                  at: string;
                  time_zone: string;
                  basis: 'plan' | 'last_run';
                  moves: 'stays' | 'next' | 'previous';
                } | null;
                escalation: {
                  remind_days: number[];
                  accountable_days: number | null;
                  plant_manager_days: number | null;
                  ciso_days: number | null;
                } | null;
                owner_role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications'
                  | null;
                owner_id: string | null;
                person_id: string | null;
                person_name: string | null;
                state: 'no_date' | 'planned' | 'due_soon' | 'due' | 'overdue' | 'over';
                next: { planned: string; day: string; at: string } | null;
                overdue_since: string | null;
                last_run_at: string | null;
                last_result: 'as_planned' | 'with_findings' | 'not_passed' | null;
                last_act: string | null;
                missed: string[];
                late_days: number;
                runs_by_acts: boolean;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Plan an activity: one of the law’s list or one of the plant’s own */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            of?: string | null | undefined;
            title?: string | null | undefined;
            rhythm: {
              every: number;
              unit: 'day' | 'week' | 'month' | 'quarter' | 'year';
              starts_on: string;
              ends_on?: string | null | undefined;
              weekdays?: number[] | null | undefined;
              on_day?: number | null | undefined;
              nth?: { nth: 1 | 2 | 3 | 4 | -1; weekday: number } | null | undefined;
              at?: string | undefined;
              time_zone?: string | undefined;
              basis?: 'plan' | 'last_run' | undefined;
              moves?: 'stays' | 'next' | 'previous' | undefined;
            } | null;
            escalation?:
              | {
                  remind_days?: number[] | undefined;
                  accountable_days?: number | null | undefined;
                  plant_manager_days?: number | null | undefined;
                  ciso_days?: number | null | undefined;
                }
              | undefined;
            owner_role?:
              | 'board'
              | 'ciso'
              | 'plant_manager'
              | 'ot_lead'
              | 'ot_security_officer'
              | 'site_ot_lead'
              | 'asset_owner'
              | 'process_owner'
              | 'incident_coordinator'
              | 'safety_responsible'
              | 'it_lead'
              | 'shift_lead'
              | 'maintenance_lead'
              | 'works_council'
              | 'communications'
              | null
              | undefined;
            owner_id?: string | null | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { id: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/activities/export': {
    /** As a file: what comes round at a site and in the organisation: last time, next time, what was missed */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/activities/plan-all': {
    /** Plan all of the law’s list that have no date, by their default rhythm */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { first_on: string; at?: string | undefined } } };
      responses: {
        200: { content: { 'application/json': { planned: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/activities/selection': {
    /** Choose all: what comes round at a site and in the organisation: last time, next time, what was missed */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/activities/{activity_id}': {
    /** One activity with its runs and the days to come */
    get: {
      parameters: { path: { site_id: string; activity_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              of: string | null;
              site_id: string | null;
              level: 'site' | 'organisation';
              title: { en: string; de: string };
              requirements: string[];
              rhythm: {
                every: number;
                unit: 'day' | 'week' | 'month' | 'quarter' | 'year';
                starts_on: string;
                ends_on: string | null;
                weekdays: number[] | null;
                on_day: number | null;
                nth: { nth: 1 | 2 | 3 | 4 | -1; weekday: number } | null;
                at: string;
                time_zone: string;
                basis: 'plan' | 'last_run';
                moves: 'stays' | 'next' | 'previous';
              } | null;
              escalation: {
                remind_days: number[];
                accountable_days: number | null;
                plant_manager_days: number | null;
                ciso_days: number | null;
              } | null;
              owner_role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications'
                | null;
              owner_id: string | null;
              person_id: string | null;
              person_name: string | null;
              state: 'no_date' | 'planned' | 'due_soon' | 'due' | 'overdue' | 'over';
              next: { planned: string; day: string; at: string } | null;
              overdue_since: string | null;
              last_run_at: string | null;
              last_result: 'as_planned' | 'with_findings' | 'not_passed' | null;
              last_act: string | null;
              missed: string[];
              late_days: number;
              runs_by_acts: boolean;
              runs: {
                id: string;
                kind: 'done' | 'missed';
                at: string;
                planned: string | null;
                late_days: number;
                result: 'as_planned' | 'with_findings' | 'not_passed' | null;
                by_id: string | null;
                by_name: string | null;
                remark: string | null;
                act: string | null;
              }[];
              coming: { planned: string; day: string; at: string }[];
              run_kinds: string[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/activities/{plan_id}': {
    /** Change an activity’s rhythm, owner or escalation */
    put: {
      parameters: { path: { site_id: string; plan_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            title?: string | null | undefined;
            rhythm: {
              every: number;
              unit: 'day' | 'week' | 'month' | 'quarter' | 'year';
              starts_on: string;
              ends_on?: string | null | undefined;
              weekdays?: number[] | null | undefined;
              on_day?: number | null | undefined;
              nth?: { nth: 1 | 2 | 3 | 4 | -1; weekday: number } | null | undefined;
              at?: string | undefined;
              time_zone?: string | undefined;
              basis?: 'plan' | 'last_run' | undefined;
              moves?: 'stays' | 'next' | 'previous' | undefined;
            } | null;
            escalation?:
              | {
                  remind_days?: number[] | undefined;
                  accountable_days?: number | null | undefined;
                  plant_manager_days?: number | null | undefined;
                  ciso_days?: number | null | undefined;
                }
              | undefined;
            owner_role?:
              | 'board'
              | 'ciso'
              | 'plant_manager'
              | 'ot_lead'
              | 'ot_security_officer'
              | 'site_ot_lead'
              | 'asset_owner'
              | 'process_owner'
              | 'incident_coordinator'
              | 'safety_responsible'
              | 'it_lead'
              | 'shift_lead'
              | 'maintenance_lead'
              | 'works_council'
              | 'communications'
              | null
              | undefined;
            owner_id?: string | null | undefined;
            before?:
              | {
                  title?: string | null | undefined;
                  rhythm?:
                    | {
                        every: number;
                        unit: 'day' | 'week' | 'month' | 'quarter' | 'year';
                        starts_on: string;
                        ends_on?: string | null | undefined;
                        weekdays?: number[] | null | undefined;
                        on_day?: number | null | undefined;
                        nth?: { nth: 1 | 2 | 3 | 4 | -1; weekday: number } | null | undefined;
                        at?: string | undefined;
                        time_zone: string;
                        basis?: 'plan' | 'last_run' | undefined;
                        moves?: 'stays' | 'next' | 'previous' | undefined;
                      }
                    | null
                    | undefined;
                  escalation?:
                    | {
                        remind_days?: number[] | undefined;
                        accountable_days?: number | null | undefined;
                        plant_manager_days?: number | null | undefined;
                        ciso_days?: number | null | undefined;
                      }
                    | null
                    | undefined;
                  owner_id?: string | null | undefined;
                }
              | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/activities/{plan_id}/end': {
    /** End an activity: it comes round no more; what was done and missed stays */
    post: {
      parameters: { path: { site_id: string; plan_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/activities/{plan_id}/runs': {
    /** Say that an activity was done, with its result */
    post: {
      parameters: { path: { site_id: string; plan_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': { at: string; result: 'as_planned' | 'with_findings' | 'not_passed'; remark?: string | null | undefined };
        };
      };
      responses: {
        200: { content: { 'application/json': { id: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/acts/{entry_id}/undo': {
    /** Put back what an act changed */
    post: {
      parameters: { path: { site_id: string; entry_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { restored: number; kept: { id: string; code: string }[]; entry_id: string | null } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/appointments': {
    /** Ask a person to take a seat of the site */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            role:
              | 'board'
              | 'ciso'
              | 'plant_manager'
              | 'ot_lead'
              | 'ot_security_officer'
              | 'global_ot_team'
              | 'site_ot_lead'
              | 'asset_owner'
              | 'process_owner'
              | 'incident_coordinator'
              | 'safety_responsible'
              | 'it_lead'
              | 'shift_lead'
              | 'maintenance_lead'
              | 'works_council'
              | 'communications';
            area_id?: string | null | undefined;
            person_id: string;
            deputy_id?: string | null | undefined;
            mandate?: string | null | undefined;
            competence?: string | null | undefined;
            resources?: string | null | undefined;
            starts_at?: string | null | undefined;
            until_at?: string | null | undefined;
            handover_remark?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              site_id: string | null;
              area_id: string | null;
              person_id: string;
              person_name: string;
              deputy_id: string | null;
              deputy_name: string | null;
              mandate: string | null;
              competence: string | null;
              resources: string | null;
              has: { mandate: boolean; competence: boolean; resources: boolean };
              starts_at: string;
              until_at: string | null;
              state: 'proposed' | 'accepted' | 'declined' | 'withdrawn';
              made_at: string;
              made_by_name: string | null;
              answered_at: string | null;
              ended_at: string | null;
              end_reason: string | null;
              handover_remark: string | null;
              follows: string | null;
              card_version: string | null;
              card_language: 'en' | 'de' | null;
              card_read_at: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/appointments/{appointment_id}': {
    /** Change the terms of an appointment */
    patch: {
      parameters: { path: { site_id: string; appointment_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            deputy_id?: string | null | undefined;
            mandate?: string | null | undefined;
            competence?: string | null | undefined;
            resources?: string | null | undefined;
            starts_at: string;
            until_at?: string | null | undefined;
            version: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              site_id: string | null;
              area_id: string | null;
              person_id: string;
              person_name: string;
              deputy_id: string | null;
              deputy_name: string | null;
              mandate: string | null;
              competence: string | null;
              resources: string | null;
              has: { mandate: boolean; competence: boolean; resources: boolean };
              starts_at: string;
              until_at: string | null;
              state: 'proposed' | 'accepted' | 'declined' | 'withdrawn';
              made_at: string;
              made_by_name: string | null;
              answered_at: string | null;
              ended_at: string | null;
              end_reason: string | null;
              handover_remark: string | null;
              follows: string | null;
              card_version: string | null;
              card_language: 'en' | 'de' | null;
              card_read_at: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/appointments/{appointment_id}/acceptance': {
    /** Accept an appointment oneself */
    post: {
      parameters: { path: { site_id: string; appointment_id: string }; query?: never };
      requestBody: { content: { 'application/json': { card_version: string; language: 'en' | 'de' } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              site_id: string | null;
              area_id: string | null;
              person_id: string;
              person_name: string;
              deputy_id: string | null;
              deputy_name: string | null;
              mandate: string | null;
              competence: string | null;
              resources: string | null;
              has: { mandate: boolean; competence: boolean; resources: boolean };
              starts_at: string;
              until_at: string | null;
              state: 'proposed' | 'accepted' | 'declined' | 'withdrawn';
              made_at: string;
              made_by_name: string | null;
              answered_at: string | null;
              ended_at: string | null;
              end_reason: string | null;
              handover_remark: string | null;
              follows: string | null;
              card_version: string | null;
              card_language: 'en' | 'de' | null;
              card_read_at: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/appointments/{appointment_id}/card': {
    /** An appointment of the site with its role card */
    get: {
      parameters: { path: { site_id: string; appointment_id: string }; query: { language: 'en' | 'de'; as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              appointment_id: string;
              role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              person_id: string;
              person_name: string;
              deputy_name: string | null;
              place: string | null;
              state: string;
              card_version: string | null;
              version: number;
              card: {
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications';
                language: 'en' | 'de';
                version: string;
                title: string;
                purpose: string;
                decides: string[];
                does: string[];
                reports: string[];
                cite: { requirement: string; instrument: string; place: string } | null;
                own_text: string | null;
                lags: { behind: 'en' | 'de'; since: string } | null;
              };
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/appointments/{appointment_id}/card-reading': {
    /** Say that one has read the role card as it is now */
    post: {
      parameters: { path: { site_id: string; appointment_id: string }; query?: never };
      requestBody: { content: { 'application/json': { card_version: string; language: 'en' | 'de' } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              site_id: string | null;
              area_id: string | null;
              person_id: string;
              person_name: string;
              deputy_id: string | null;
              deputy_name: string | null;
              mandate: string | null;
              competence: string | null;
              resources: string | null;
              has: { mandate: boolean; competence: boolean; resources: boolean };
              starts_at: string;
              until_at: string | null;
              state: 'proposed' | 'accepted' | 'declined' | 'withdrawn';
              made_at: string;
              made_by_name: string | null;
              answered_at: string | null;
              ended_at: string | null;
              end_reason: string | null;
              handover_remark: string | null;
              follows: string | null;
              card_version: string | null;
              card_language: 'en' | 'de' | null;
              card_read_at: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/appointments/{appointment_id}/ending': {
    /** End an appointment, or take back the question */
    post: {
      parameters: { path: { site_id: string; appointment_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              site_id: string | null;
              area_id: string | null;
              person_id: string;
              person_name: string;
              deputy_id: string | null;
              deputy_name: string | null;
              mandate: string | null;
              competence: string | null;
              resources: string | null;
              has: { mandate: boolean; competence: boolean; resources: boolean };
              starts_at: string;
              until_at: string | null;
              state: 'proposed' | 'accepted' | 'declined' | 'withdrawn';
              made_at: string;
              made_by_name: string | null;
              answered_at: string | null;
              ended_at: string | null;
              end_reason: string | null;
              handover_remark: string | null;
              follows: string | null;
              card_version: string | null;
              card_language: 'en' | 'de' | null;
              card_read_at: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/appointments/{appointment_id}/refusal': {
    /** Decline an appointment oneself */
    post: {
      parameters: { path: { site_id: string; appointment_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              site_id: string | null;
              area_id: string | null;
              person_id: string;
              person_name: string;
              deputy_id: string | null;
              deputy_name: string | null;
              mandate: string | null;
              competence: string | null;
              resources: string | null;
              has: { mandate: boolean; competence: boolean; resources: boolean };
              starts_at: string;
              until_at: string | null;
              state: 'proposed' | 'accepted' | 'declined' | 'withdrawn';
              made_at: string;
              made_by_name: string | null;
              answered_at: string | null;
              ended_at: string | null;
              end_reason: string | null;
              handover_remark: string | null;
              follows: string | null;
              card_version: string | null;
              card_language: 'en' | 'de' | null;
              card_read_at: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/approvals': {
    /** List what waits for a second person, and what became of it */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
          mine?: 'decide' | 'asked' | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                kind: string;
                subject_type: string;
                subject_id: string;
                opens: string;
                title: string;
                will: { words: string; params: Record<string, string | number> };
                state: 'waiting' | 'approved' | 'refused' | 'withdrawn' | 'expired';
                people_needed: number;
                asked_by: string;
                asked_by_name: string;
                asked_for: string | null;
                asked_for_name: string | null;
                asked_at: string;
                reason: string;
                expires_at: string | null;
                votes: {
                  person_id: string;
                  name: string;
                  for_person_id: string | null;
                  for_name: string | null;
                  decision: 'approved' | 'refused';
                  reason: string;
                  voted_at: string;
                }[];
                decided_by: string | null;
                decided_by_name: string | null;
                decided_at: string | null;
                decision_reason: string | null;
                mine_to_decide: boolean;
                mine_to_withdraw: boolean;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/approvals/export': {
    /** As a file: list what waits for a second person, and what became of it */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/approvals/selection': {
    /** Choose all: list what waits for a second person, and what became of it */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/approvals/{approval_id}/decision': {
    /** Approve or refuse what waits; the last approval that is needed does what was asked for */
    post: {
      parameters: { path: { site_id: string; approval_id: string }; query?: never };
      requestBody: { content: { 'application/json': { decision: 'approved' | 'refused'; reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              kind: string;
              subject_type: string;
              subject_id: string;
              opens: string;
              title: string;
              will: { words: string; params: Record<string, string | number> };
              state: 'waiting' | 'approved' | 'refused' | 'withdrawn' | 'expired';
              people_needed: number;
              asked_by: string;
              asked_by_name: string;
              asked_for: string | null;
              asked_for_name: string | null;
              asked_at: string;
              reason: string;
              expires_at: string | null;
              votes: {
                person_id: string;
                name: string;
                for_person_id: string | null;
                for_name: string | null;
                decision: 'approved' | 'refused';
                reason: string;
                voted_at: string;
              }[];
              decided_by: string | null;
              decided_by_name: string | null;
              decided_at: string | null;
              decision_reason: string | null;
              mine_to_decide: boolean;
              mine_to_withdraw: boolean;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/approvals/{approval_id}/withdrawal': {
    /** Take back an own request */
    post: {
      parameters: { path: { site_id: string; approval_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/areas': {
    /** List the production areas */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                owner_id: string | null;
                owner_name: string | null;
                assets: number;
                assets_without_owner: number;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Add a production area */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { name: string; owner_id?: string | null | undefined } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              owner_id: string | null;
              owner_name: string | null;
              assets: number;
              assets_without_owner: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/areas/export': {
    /** As a file: list the production areas */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/areas/selection': {
    /** Choose all: list the production areas */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/areas/{area_id}': {
    /** Change a production area */
    patch: {
      parameters: { path: { site_id: string; area_id: string }; query?: never };
      requestBody: { content: { 'application/json': { name: string; owner_id?: string | null | undefined } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              owner_id: string | null;
              owner_name: string | null;
              assets: number;
              assets_without_owner: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/assets': {
    /** List the assets */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          zone_id?: string | undefined;
          kind?: string | undefined;
          purdue_level?: string | undefined;
          standing?: string | undefined;
          criticality?: string | undefined;
          production_role?: string | undefined;
          uptime_need?: string | undefined;
          lifecycle?: string | undefined;
          location?: string | undefined;
          owner_id?: string | undefined;
          area_id?: string | undefined;
          vendor?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                names: string[];
                ips: string[];
                macs: string[];
                vlans: number[];
                vendor: string | null;
                model: string | null;
                order_number: string | null;
                firmware: string | null;
                serial: string | null;
                kind:
                  | 'plc'
                  | 'safety-controller'
                  | 'remote-io'
                  | 'drive'
                  | 'robot'
                  | 'sensor'
                  | 'actuator'
                  | 'meter'
                  | 'rtu'
                  | 'ied'
                  | 'building-controller'
                  | 'hmi'
                  | 'scada'
                  | 'historian'
                  | 'engineering-station'
                  | 'gateway'
                  | 'switch'
                  | 'router'
                  | 'firewall'
                  | 'access-point'
                  | 'server'
                  | 'domain-controller'
                  | 'workstation'
                  | 'printer'
                  | 'camera'
                  | 'phone'
                  | 'ups'
                  | 'time-server'
                  | 'remote-access'
                  | 'unknown';
                purdue_level: '0' | '1' | '2' | '3' | '4' | '5' | '3.5' | null;
                zone_id: string | null;
                zone_name: string | null;
                area_id: string | null;
                area_name: string | null;
                owner_id: string | null;
                owner_name: string | null;
                criticality: 'safety' | 'essential' | 'supporting' | 'convenience' | null;
                production_role:
                  | 'control'
                  | 'safety'
                  | 'field'
                  | 'operation'
                  | 'engineering'
                  | 'records'
                  | 'planning'
                  | 'quality'
                  | 'logistics'
                  | 'utilities'
                  | 'network'
                  | 'access'
                  | 'protection'
                  | 'other'
                  | null;
                uptime_need: 'continuous' | 'production' | 'working_hours' | 'on_demand' | null;
                rto_hours: number | null;
                asset_tag: string | null;
                location: string | null;
                lifecycle: 'planned' | 'in_service' | 'spare' | 'retired' | 'wiped';
                standing: 'sighted' | 'accepted' | 'investigating' | 'rejected' | 'retired';
                first_seen: string | null;
                last_seen: string | null;
                conflicts: number;
                version: number;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Enter an asset */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            kind:
              | 'plc'
              | 'safety-controller'
              | 'remote-io'
              | 'drive'
              | 'robot'
              | 'sensor'
              | 'actuator'
              | 'meter'
              | 'rtu'
              | 'ied'
              | 'building-controller'
              | 'hmi'
              | 'scada'
              | 'historian'
              | 'engineering-station'
              | 'gateway'
              | 'switch'
              | 'router'
              | 'firewall'
              | 'access-point'
              | 'server'
              | 'domain-controller'
              | 'workstation'
              | 'printer'
              | 'camera'
              | 'phone'
              | 'ups'
              | 'time-server'
              | 'remote-access'
              | 'unknown';
            address?: string | null | undefined;
            zone_id?: string | null | undefined;
            owner_id?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              names: string[];
              ips: string[];
              macs: string[];
              vlans: number[];
              vendor: string | null;
              model: string | null;
              order_number: string | null;
              firmware: string | null;
              serial: string | null;
              kind:
                | 'plc'
                | 'safety-controller'
                | 'remote-io'
                | 'drive'
                | 'robot'
                | 'sensor'
                | 'actuator'
                | 'meter'
                | 'rtu'
                | 'ied'
                | 'building-controller'
                | 'hmi'
                | 'scada'
                | 'historian'
                | 'engineering-station'
                | 'gateway'
                | 'switch'
                | 'router'
                | 'firewall'
                | 'access-point'
                | 'server'
                | 'domain-controller'
                | 'workstation'
                | 'printer'
                | 'camera'
                | 'phone'
                | 'ups'
                | 'time-server'
                | 'remote-access'
                | 'unknown';
              purdue_level: '0' | '1' | '2' | '3' | '4' | '5' | '3.5' | null;
              zone_id: string | null;
              zone_name: string | null;
              area_id: string | null;
              area_name: string | null;
              owner_id: string | null;
              owner_name: string | null;
              criticality: 'safety' | 'essential' | 'supporting' | 'convenience' | null;
              production_role:
                | 'control'
                | 'safety'
                | 'field'
                | 'operation'
                | 'engineering'
                | 'records'
                | 'planning'
                | 'quality'
                | 'logistics'
                | 'utilities'
                | 'network'
                | 'access'
                | 'protection'
                | 'other'
                | null;
              uptime_need: 'continuous' | 'production' | 'working_hours' | 'on_demand' | null;
              rto_hours: number | null;
              asset_tag: string | null;
              location: string | null;
              lifecycle: 'planned' | 'in_service' | 'spare' | 'retired' | 'wiped';
              standing: 'sighted' | 'accepted' | 'investigating' | 'rejected' | 'retired';
              first_seen: string | null;
              last_seen: string | null;
              conflicts: number;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/assets/decisions': {
    /** Decide on sightings */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { asset_ids: string[]; decision: 'accepted' | 'rejected' | 'investigating'; reason: string } };
      };
      responses: {
        200: { content: { 'application/json': { decided: number; refused: { id: string; code: string }[]; entry_id: string | null } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/assets/export': {
    /** As a file: list the assets */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/assets/handling': {
    /** Onboard, move, retire, wipe or bring back assets */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            asset_ids: string[];
            act: 'onboarded' | 'moved' | 'retired' | 'wiped' | 'brought_back';
            reason: string;
            to_zone_id?: string | null | undefined;
            to_location?: string | null | undefined;
            method?: 'clear' | 'purge' | 'destroy' | null | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { handled: number; refused: { id: string; code: string }[]; entry_id: string | null } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/assets/selection': {
    /** Choose all: list the assets */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/assets/words': {
    /** Say the same of several assets */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            asset_ids: string[];
            word: {
              kind?:
                | 'plc'
                | 'safety-controller'
                | 'remote-io'
                | 'drive'
                | 'robot'
                | 'sensor'
                | 'actuator'
                | 'meter'
                | 'rtu'
                | 'ied'
                | 'building-controller'
                | 'hmi'
                | 'scada'
                | 'historian'
                | 'engineering-station'
                | 'gateway'
                | 'switch'
                | 'router'
                | 'firewall'
                | 'access-point'
                | 'server'
                | 'domain-controller'
                | 'workstation'
                | 'printer'
                | 'camera'
                | 'phone'
                | 'ups'
                | 'time-server'
                | 'remote-access'
                | 'unknown'
                | null
                | undefined;
              purdue_level?: '0' | '1' | '2' | '3' | '4' | '5' | '3.5' | null | undefined;
              vendor?: string | null | undefined;
              owner_id?: string | null | undefined;
              area_id?: string | null | undefined;
              criticality?: 'safety' | 'essential' | 'supporting' | 'convenience' | null | undefined;
              production_role?:
                | 'control'
                | 'safety'
                | 'field'
                | 'operation'
                | 'engineering'
                | 'records'
                | 'planning'
                | 'quality'
                | 'logistics'
                | 'utilities'
                | 'network'
                | 'access'
                | 'protection'
                | 'other'
                | null
                | undefined;
              uptime_need?: 'continuous' | 'production' | 'working_hours' | 'on_demand' | null | undefined;
              rto_hours?: number | null | undefined;
              location?: string | null | undefined;
              lifecycle?: 'planned' | 'in_service' | 'spare' | undefined;
            };
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { changed: number; refused: { id: string; code: string }[]; entry_id: string | null } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/assets/{asset_id}': {
    /** One asset with where each attribute was read */
    get: {
      parameters: { path: { site_id: string; asset_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              names: string[];
              ips: string[];
              macs: string[];
              vlans: number[];
              vendor: string | null;
              model: string | null;
              order_number: string | null;
              firmware: string | null;
              serial: string | null;
              kind:
                | 'plc'
                | 'safety-controller'
                | 'remote-io'
                | 'drive'
                | 'robot'
                | 'sensor'
                | 'actuator'
                | 'meter'
                | 'rtu'
                | 'ied'
                | 'building-controller'
                | 'hmi'
                | 'scada'
                | 'historian'
                | 'engineering-station'
                | 'gateway'
                | 'switch'
                | 'router'
                | 'firewall'
                | 'access-point'
                | 'server'
                | 'domain-controller'
                | 'workstation'
                | 'printer'
                | 'camera'
                | 'phone'
                | 'ups'
                | 'time-server'
                | 'remote-access'
                | 'unknown';
              purdue_level: '0' | '1' | '2' | '3' | '4' | '5' | '3.5' | null;
              zone_id: string | null;
              zone_name: string | null;
              area_id: string | null;
              area_name: string | null;
              owner_id: string | null;
              owner_name: string | null;
              criticality: 'safety' | 'essential' | 'supporting' | 'convenience' | null;
              production_role:
                | 'control'
                | 'safety'
                | 'field'
                | 'operation'
                | 'engineering'
                | 'records'
                | 'planning'
                | 'quality'
                | 'logistics'
                | 'utilities'
                | 'network'
                | 'access'
                | 'protection'
                | 'other'
                | null;
              uptime_need: 'continuous' | 'production' | 'working_hours' | 'on_demand' | null;
              rto_hours: number | null;
              asset_tag: string | null;
              location: string | null;
              lifecycle: 'planned' | 'in_service' | 'spare' | 'retired' | 'wiped';
              standing: 'sighted' | 'accepted' | 'investigating' | 'rejected' | 'retired';
              first_seen: string | null;
              last_seen: string | null;
              conflicts: number;
              version: number;
              attributes: {
                name: string;
                value: string;
                source: 'wire' | 'person' | 'walk_down' | 'switch_table' | 'project_file' | 'sheet' | 'netbox';
                protocol: string | null;
                file: string | null;
                capture_id: string | null;
                frame: number | null;
                seen_at: string;
                confidence: number;
                why: { code: string; params: Record<string, string | number> }[] | null;
                person_name: string | null;
                chosen: boolean;
              }[];
              conflicting: string[];
              remark: string | null;
              decided_by_name: string | null;
              decided_at: string | null;
              decision_reason: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Say what an asset is */
    patch: {
      parameters: { path: { site_id: string; asset_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            version: number;
            name?: string | null | undefined;
            vendor?: string | null | undefined;
            model?: string | null | undefined;
            order_number?: string | null | undefined;
            firmware?: string | null | undefined;
            serial?: string | null | undefined;
            kind?:
              | 'plc'
              | 'safety-controller'
              | 'remote-io'
              | 'drive'
              | 'robot'
              | 'sensor'
              | 'actuator'
              | 'meter'
              | 'rtu'
              | 'ied'
              | 'building-controller'
              | 'hmi'
              | 'scada'
              | 'historian'
              | 'engineering-station'
              | 'gateway'
              | 'switch'
              | 'router'
              | 'firewall'
              | 'access-point'
              | 'server'
              | 'domain-controller'
              | 'workstation'
              | 'printer'
              | 'camera'
              | 'phone'
              | 'ups'
              | 'time-server'
              | 'remote-access'
              | 'unknown'
              | null
              | undefined;
            purdue_level?: '0' | '1' | '2' | '3' | '4' | '5' | '3.5' | null | undefined;
            area_id?: string | null | undefined;
            owner_id?: string | null | undefined;
            criticality?: 'safety' | 'essential' | 'supporting' | 'convenience' | null | undefined;
            production_role?:
              | 'control'
              | 'safety'
              | 'field'
              | 'operation'
              | 'engineering'
              | 'records'
              | 'planning'
              | 'quality'
              | 'logistics'
              | 'utilities'
              | 'network'
              | 'access'
              | 'protection'
              | 'other'
              | null
              | undefined;
            uptime_need?: 'continuous' | 'production' | 'working_hours' | 'on_demand' | null | undefined;
            rto_hours?: number | null | undefined;
            asset_tag?: string | null | undefined;
            location?: string | null | undefined;
            lifecycle?: 'planned' | 'in_service' | 'spare' | undefined;
            remark?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              names: string[];
              ips: string[];
              macs: string[];
              vlans: number[];
              vendor: string | null;
              model: string | null;
              order_number: string | null;
              firmware: string | null;
              serial: string | null;
              kind:
                | 'plc'
                | 'safety-controller'
                | 'remote-io'
                | 'drive'
                | 'robot'
                | 'sensor'
                | 'actuator'
                | 'meter'
                | 'rtu'
                | 'ied'
                | 'building-controller'
                | 'hmi'
                | 'scada'
                | 'historian'
                | 'engineering-station'
                | 'gateway'
                | 'switch'
                | 'router'
                | 'firewall'
                | 'access-point'
                | 'server'
                | 'domain-controller'
                | 'workstation'
                | 'printer'
                | 'camera'
                | 'phone'
                | 'ups'
                | 'time-server'
                | 'remote-access'
                | 'unknown';
              purdue_level: '0' | '1' | '2' | '3' | '4' | '5' | '3.5' | null;
              zone_id: string | null;
              zone_name: string | null;
              area_id: string | null;
              area_name: string | null;
              owner_id: string | null;
              owner_name: string | null;
              criticality: 'safety' | 'essential' | 'supporting' | 'convenience' | null;
              production_role:
                | 'control'
                | 'safety'
                | 'field'
                | 'operation'
                | 'engineering'
                | 'records'
                | 'planning'
                | 'quality'
                | 'logistics'
                | 'utilities'
                | 'network'
                | 'access'
                | 'protection'
                | 'other'
                | null;
              uptime_need: 'continuous' | 'production' | 'working_hours' | 'on_demand' | null;
              rto_hours: number | null;
              asset_tag: string | null;
              location: string | null;
              lifecycle: 'planned' | 'in_service' | 'spare' | 'retired' | 'wiped';
              standing: 'sighted' | 'accepted' | 'investigating' | 'rejected' | 'retired';
              first_seen: string | null;
              last_seen: string | null;
              conflicts: number;
              version: number;
              attributes: {
                name: string;
                value: string;
                source: 'wire' | 'person' | 'walk_down' | 'switch_table' | 'project_file' | 'sheet' | 'netbox';
                protocol: string | null;
                file: string | null;
                capture_id: string | null;
                frame: number | null;
                seen_at: string;
                confidence: number;
                why: { code: string; params: Record<string, string | number> }[] | null;
                person_name: string | null;
                chosen: boolean;
              }[];
              conflicting: string[];
              remark: string | null;
              decided_by_name: string | null;
              decided_at: string | null;
              decision_reason: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/assets/{asset_id}/children': {
    /** Devices behind an asset, and what it is behind itself */
    get: {
      parameters: { path: { site_id: string; asset_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                kind:
                  | 'plc'
                  | 'safety-controller'
                  | 'remote-io'
                  | 'drive'
                  | 'robot'
                  | 'sensor'
                  | 'actuator'
                  | 'meter'
                  | 'rtu'
                  | 'ied'
                  | 'building-controller'
                  | 'hmi'
                  | 'scada'
                  | 'historian'
                  | 'engineering-station'
                  | 'gateway'
                  | 'switch'
                  | 'router'
                  | 'firewall'
                  | 'access-point'
                  | 'server'
                  | 'domain-controller'
                  | 'workstation'
                  | 'printer'
                  | 'camera'
                  | 'phone'
                  | 'ups'
                  | 'time-server'
                  | 'remote-access'
                  | 'unknown';
                parent_port: string | null;
                vendor: string | null;
                model: string | null;
                order_number: string | null;
                serial: string | null;
                firmware: string | null;
              }[];
              total: number;
              parent: { id: string; name: string; port: string | null } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Enter a device behind an asset */
    post: {
      parameters: { path: { site_id: string; asset_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            kind:
              | 'plc'
              | 'safety-controller'
              | 'remote-io'
              | 'drive'
              | 'robot'
              | 'sensor'
              | 'actuator'
              | 'meter'
              | 'rtu'
              | 'ied'
              | 'building-controller'
              | 'hmi'
              | 'scada'
              | 'historian'
              | 'engineering-station'
              | 'gateway'
              | 'switch'
              | 'router'
              | 'firewall'
              | 'access-point'
              | 'server'
              | 'domain-controller'
              | 'workstation'
              | 'printer'
              | 'camera'
              | 'phone'
              | 'ups'
              | 'time-server'
              | 'remote-access'
              | 'unknown';
            port: string;
            vendor?: string | null | undefined;
            model?: string | null | undefined;
            order_number?: string | null | undefined;
            serial?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                kind:
                  | 'plc'
                  | 'safety-controller'
                  | 'remote-io'
                  | 'drive'
                  | 'robot'
                  | 'sensor'
                  | 'actuator'
                  | 'meter'
                  | 'rtu'
                  | 'ied'
                  | 'building-controller'
                  | 'hmi'
                  | 'scada'
                  | 'historian'
                  | 'engineering-station'
                  | 'gateway'
                  | 'switch'
                  | 'router'
                  | 'firewall'
                  | 'access-point'
                  | 'server'
                  | 'domain-controller'
                  | 'workstation'
                  | 'printer'
                  | 'camera'
                  | 'phone'
                  | 'ups'
                  | 'time-server'
                  | 'remote-access'
                  | 'unknown';
                parent_port: string | null;
                vendor: string | null;
                model: string | null;
                order_number: string | null;
                serial: string | null;
                firmware: string | null;
              }[];
              total: number;
              parent: { id: string; name: string; port: string | null } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/assets/{asset_id}/children/export': {
    /** As a file: devices behind an asset, and what it is behind itself */
    post: {
      parameters: { path: { site_id: string; asset_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/assets/{asset_id}/children/selection': {
    /** Choose all: devices behind an asset, and what it is behind itself */
    post: {
      parameters: { path: { site_id: string; asset_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/assets/{asset_id}/handling': {
    /** What was done with an asset, and what hangs on it */
    get: {
      parameters: { path: { site_id: string; asset_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              records: {
                id: string;
                act: 'onboarded' | 'moved' | 'retired' | 'wiped' | 'brought_back';
                at: string;
                person_name: string;
                reason: string;
                from_zone_name: string | null;
                to_zone_name: string | null;
                from_location: string | null;
                to_location: string | null;
                method: 'clear' | 'purge' | 'destroy' | null;
                entry_id: string;
              }[];
              effects: { flows: number; partners: number; rules: number };
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/assets/{asset_id}/parent': {
    /** Put an asset behind another one, or on its own feet */
    put: {
      parameters: { path: { site_id: string; asset_id: string }; query?: never };
      requestBody: { content: { 'application/json': { parent_id: string | null; port?: string | null | undefined } } };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                kind:
                  | 'plc'
                  | 'safety-controller'
                  | 'remote-io'
                  | 'drive'
                  | 'robot'
                  | 'sensor'
                  | 'actuator'
                  | 'meter'
                  | 'rtu'
                  | 'ied'
                  | 'building-controller'
                  | 'hmi'
                  | 'scada'
                  | 'historian'
                  | 'engineering-station'
                  | 'gateway'
                  | 'switch'
                  | 'router'
                  | 'firewall'
                  | 'access-point'
                  | 'server'
                  | 'domain-controller'
                  | 'workstation'
                  | 'printer'
                  | 'camera'
                  | 'phone'
                  | 'ups'
                  | 'time-server'
                  | 'remote-access'
                  | 'unknown';
                parent_port: string | null;
                vendor: string | null;
                model: string | null;
                order_number: string | null;
                serial: string | null;
                firmware: string | null;
              }[];
              total: number;
              parent: { id: string; name: string; port: string | null } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/assets/{asset_id}/parts': {
    /** Who operates, made, integrated and services a device */
    get: {
      parameters: { path: { site_id: string; asset_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              asset_id: string;
              owner_name: string | null;
              parts: {
                part: 'operator' | 'manufacturer' | 'integrator' | 'service_provider';
                is_own: boolean;
                supplier_id: string | null;
                name: string | null;
                source: 'set' | 'device' | 'suppliers' | 'assumed' | null;
                set_at: string | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/assets/{asset_id}/readings': {
    /** What was read at a device on walk-downs */
    get: {
      parameters: { path: { site_id: string; asset_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                asset_id: string;
                outcome: 'found' | 'not_found' | 'not_reachable' | 'not_listed';
                firmware: string | null;
                serial: string | null;
                order_number: string | null;
                key_position: 'run' | 'remote' | 'program' | 'stop' | 'no_key' | null;
                location: string | null;
                remark: string | null;
                photos: { sha256: string; size_bytes: number; type: 'image/jpeg' | 'image/png' | 'image/webp' }[];
                attention: ('not_found' | 'not_listed' | 'key' | 'firmware' | 'serial' | 'order_number')[];
                person_name: string | null;
                read_at: string;
                received_at: string;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/assets/{asset_id}/readings/export': {
    /** As a file: what was read at a device on walk-downs */
    post: {
      parameters: { path: { site_id: string; asset_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/assets/{asset_id}/readings/selection': {
    /** Choose all: what was read at a device on walk-downs */
    post: {
      parameters: { path: { site_id: string; asset_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/audits': {
    /** Audits and OT tests of a site */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
          kind?: string | undefined;
          as_of?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                kind: 'audit' | 'ot_test';
                title: string;
                scope: string;
                approach: 'passive' | 'active';
                active_reason: string | null;
                window_from: string | null;
                window_until: string | null;
                planned_on: string;
                led_by: string | null;
                led_by_name: string | null;
                auditor: string | null;
                state: 'planned' | 'held' | 'closed' | 'called_off';
                held_on: string | null;
                closed_at: string | null;
                end_remark: string | null;
                findings: number;
                open_findings: number;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Plan an audit or an OT test */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            kind: 'audit' | 'ot_test';
            title: string;
            scope: string;
            approach?: 'passive' | 'active' | undefined;
            active_reason?: string | null | undefined;
            window_from?: string | null | undefined;
            window_until?: string | null | undefined;
            planned_on: string;
            led_by?: string | null | undefined;
            auditor?: string | null | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { id: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/audits/export': {
    /** As a file: audits and OT tests of a site */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/audits/selection': {
    /** Choose all: audits and OT tests of a site */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/audits/{audit_id}': {
    /** One audit with what it found */
    get: {
      parameters: { path: { site_id: string; audit_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              kind: 'audit' | 'ot_test';
              title: string;
              scope: string;
              approach: 'passive' | 'active';
              active_reason: string | null;
              window_from: string | null;
              window_until: string | null;
              planned_on: string;
              led_by: string | null;
              led_by_name: string | null;
              auditor: string | null;
              state: 'planned' | 'held' | 'closed' | 'called_off';
              held_on: string | null;
              closed_at: string | null;
              end_remark: string | null;
              findings: number;
              open_findings: number;
              finding_list: {
                id: string;
                number: number;
                title: string;
                severity: 'note' | 'minor' | 'major';
                requirement_id: string | null;
                measure: string | null;
                owner_id: string | null;
                owner_name: string | null;
                due_on: string | null;
                closed_at: string | null;
                closed_by_name: string | null;
                closed_remark: string | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/audits/{audit_id}/end': {
    /** Close an audit once everything found is settled, or call it off before it took place */
    post: {
      parameters: { path: { site_id: string; audit_id: string }; query?: never };
      requestBody: { content: { 'application/json': { state: 'closed' | 'called_off'; remark: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/audits/{audit_id}/findings': {
    /** Write down what an audit found */
    post: {
      parameters: { path: { site_id: string; audit_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            title: string;
            severity: 'note' | 'minor' | 'major';
            requirement_id?: string | null | undefined;
            measure?: string | null | undefined;
            owner_id?: string | null | undefined;
            due_on?: string | null | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { id: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/audits/{audit_id}/findings/{finding_id}': {
    /** Change a finding: measure, owner, date */
    put: {
      parameters: { path: { site_id: string; audit_id: string; finding_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            title: string;
            severity: 'note' | 'minor' | 'major';
            requirement_id?: string | null | undefined;
            measure?: string | null | undefined;
            owner_id?: string | null | undefined;
            due_on?: string | null | undefined;
            before?:
              | {
                  title?: string | undefined;
                  severity?: 'note' | 'minor' | 'major' | undefined;
                  requirement_id?: string | null | undefined;
                  measure?: string | null | undefined;
                  owner_id?: string | null | undefined;
                  due_on?: string | null | undefined;
                }
              | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/audits/{audit_id}/findings/{finding_id}/closure': {
    /** Close a finding: what was done about it */
    post: {
      parameters: { path: { site_id: string; audit_id: string; finding_id: string }; query?: never };
      requestBody: { content: { 'application/json': { remark: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/audits/{audit_id}/held': {
    /** Say that an audit took place */
    post: {
      parameters: { path: { site_id: string; audit_id: string }; query?: never };
      requestBody: { content: { 'application/json': { held_on: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/boosters/{booster}': {
    /** Tick something that goes beyond the ten, with what shows it, until a day */
    put: {
      parameters: { path: { site_id: string; booster: string }; query?: never };
      requestBody: { content: { 'application/json': { until_on: string; reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/boosters/{booster}/clearing': {
    /** Take a tick back */
    post: {
      parameters: { path: { site_id: string; booster: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/boundary': {
    /** The boundary between office and plant: checklist, paths, services, remote access, protection */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              lines: {
                code:
                  | 'dmz_there'
                  | 'no_path_past_dmz'
                  | 'historian_pulls'
                  | 'no_direct_internet'
                  | 'remote_ends_in_dmz'
                  | 'no_path_to_controllers'
                  | 'it_services_closed'
                  | 'one_remote_access'
                  | 'remote_registered'
                  | 'nothing_in_clear'
                  | 'lists_held';
                state: 'holds' | 'excepted' | 'does_not' | 'not_observed';
                paths: number;
                excepted: number;
                conduit_ids: string[];
                unheard_conduit_ids: string[];
              }[];
              unheard: { id: string; name: string }[];
              paths: {
                flow_id: string;
                from: { asset_id: string; name: string; kind: string; zone_id: string; zone_name: string; level: string | null };
                to: { asset_id: string; name: string; kind: string; zone_id: string; zone_name: string; level: string | null };
                service: string;
                transport: string;
                port: number | null;
                conduit_id: string | null;
                verdict: 'allowed' | 'unapproved' | 'no_list' | 'intra_zone';
                exception: number | null;
                lines: (
                  | 'dmz_there'
                  | 'no_path_past_dmz'
                  | 'historian_pulls'
                  | 'no_direct_internet'
                  | 'remote_ends_in_dmz'
                  | 'no_path_to_controllers'
                  | 'it_services_closed'
                  | 'one_remote_access'
                  | 'remote_registered'
                  | 'nothing_in_clear'
                  | 'lists_held'
                )[];
                marks: (
                  | 'it_service_to_ot'
                  | 'write_from_non_engineering'
                  | 'historian_pushed'
                  | 'direct_internet'
                  | 'remote_access_past_dmz'
                  | 'clear_text'
                  | 'safety_crossing'
                )[];
                first_seen: string;
                last_seen: string;
              }[];
              is_cut: boolean;
              services: {
                conduit_id: string;
                conduit_name: string;
                service: string;
                state: 'blocked' | 'not_held' | 'allowed' | 'excepted' | 'open';
                exceptions: number[];
                flows_seen: number;
              }[];
              remote: {
                name: string;
                is_device: boolean;
                asset_id: string | null;
                service: string | null;
                flows: number;
                past_dmz: number;
                unexplained: number;
                from_zone_ids: string[];
                to_zone_ids: string[];
              }[];
              solutions: number;
              register: {
                id: string;
                name: string;
                solution: string;
                is_door: boolean;
                asset_id: string | null;
                asset_name: string | null;
                service: string | null;
                from_zone_id: string | null;
                from_zone_name: string | null;
                to_zone_ids: string[];
                to_asset_ids: string[];
                to_names: string[];
                owner_id: string;
                owner_name: string;
                purpose: string;
                reviewed_until: string;
                state: 'in_force' | 'escalated' | 'ended';
                version: number;
                changed_by_name: string;
                changed_at: string;
              }[];
              register_begun: boolean;
              outbound: {
                conduit_id: string;
                conduit_name: string;
                service: string;
                to_zone_name: string;
                is_internet: boolean;
                flows: number;
                last_seen: string;
                source: 'exception' | 'rule' | 'named' | 'nobody';
                owner_id: string | null;
                owner_name: string | null;
                purpose: string | null;
                named: { reason: string | null; by_name: string; at: string } | null;
              }[];
              clear_text: {
                service: string;
                is_outdated: boolean;
                conduit_id: string | null;
                place: string;
                flows: number;
                last_seen: string;
              }[];
              protections: {
                conduit_id: string;
                conduit_name: string;
                hold: 'held' | 'no_list' | 'no_enforcer' | 'not_enrolled' | 'not_rolled_out' | 'trying' | 'differs' | 'set_here' | 'silent';
                means: string | null;
                provider: string | null;
                tested_on: string | null;
                result: 'held' | 'failed' | 'not_tested' | null;
                next_test_on: string | null;
                noted_by_name: string | null;
                noted_at: string | null;
              }[];
              looks: {
                id: string;
                looked_by_name: string;
                looked_at: string;
                reason: string;
                next_due_on: string;
                states: Record<string, 'holds' | 'excepted' | 'does_not' | 'not_observed'>;
              }[];
              next_due_on: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/boundary/looks': {
    /** Say that the boundary was looked at, and when next */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string; next_due_on: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/boundary/outbound/{conduit_id}': {
    /** Say who answers for what leaves the plant over a conduit by a service, and what for */
    put: {
      parameters: { path: { site_id: string; conduit_id: string }; query?: never };
      requestBody: { content: { 'application/json': { service: string; owner_id: string; purpose: string; reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/boundary/protections/{conduit_id}': {
    /** Record what protects an exposed conduit from attacks on the network, and when it was tested */
    put: {
      parameters: { path: { site_id: string; conduit_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            means: string;
            provider?: string | null | undefined;
            tested_on?: string | null | undefined;
            result: 'held' | 'failed' | 'not_tested';
            next_test_on: string;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/boundary/remote-paths': {
    /** Register a permitted way to work on the plant from elsewhere */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            solution: string;
            is_door: boolean;
            asset_id: string | null;
            service: string | null;
            from_zone_id: string | null;
            to_zone_ids: string[];
            to_asset_ids: string[];
            owner_id: string;
            purpose: string;
            reviewed_until: string;
            reason?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              solution: string;
              is_door: boolean;
              asset_id: string | null;
              asset_name: string | null;
              service: string | null;
              from_zone_id: string | null;
              from_zone_name: string | null;
              to_zone_ids: string[];
              to_asset_ids: string[];
              to_names: string[];
              owner_id: string;
              owner_name: string;
              purpose: string;
              reviewed_until: string;
              state: 'in_force' | 'escalated' | 'ended';
              version: number;
              changed_by_name: string;
              changed_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/boundary/remote-paths/{path_id}': {
    /** Change or review a way of the register of remote access */
    patch: {
      parameters: { path: { site_id: string; path_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            solution: string;
            is_door: boolean;
            asset_id: string | null;
            service: string | null;
            from_zone_id: string | null;
            to_zone_ids: string[];
            to_asset_ids: string[];
            owner_id: string;
            purpose: string;
            reviewed_until: string;
            reason: string;
            version: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              solution: string;
              is_door: boolean;
              asset_id: string | null;
              asset_name: string | null;
              service: string | null;
              from_zone_id: string | null;
              from_zone_name: string | null;
              to_zone_ids: string[];
              to_asset_ids: string[];
              to_names: string[];
              owner_id: string;
              owner_name: string;
              purpose: string;
              reviewed_until: string;
              state: 'in_force' | 'escalated' | 'ended';
              version: number;
              changed_by_name: string;
              changed_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/boundary/remote-paths/{path_id}/ending': {
    /** Take a way out of the register of remote access */
    post: {
      parameters: { path: { site_id: string; path_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              solution: string;
              is_door: boolean;
              asset_id: string | null;
              asset_name: string | null;
              service: string | null;
              from_zone_id: string | null;
              from_zone_name: string | null;
              to_zone_ids: string[];
              to_asset_ids: string[];
              to_names: string[];
              owner_id: string;
              owner_name: string;
              purpose: string;
              reviewed_until: string;
              state: 'in_force' | 'escalated' | 'ended';
              version: number;
              changed_by_name: string;
              changed_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/calendar': {
    /** What stands on the days between two: due, done, missed, dates of the law, audits */
    get: {
      parameters: { path: { site_id: string }; query: { from: string; until: string; as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                kind: 'activity' | 'done' | 'missed' | 'law' | 'audit' | 'meeting' | 'action' | 'window' | 'drill' | 'holiday';
                day: string;
                at: string | null;
                title: { en: string; de: string };
                opens: string | null;
                state: string | null;
                person_id: string | null;
                person_name: string | null;
                note: { en: string; de: string } | null;
              }[];
              time_zone: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/call-now': {
    /** Whom to call for a role at this minute, first to last */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          role?:
            | 'board'
            | 'ciso'
            | 'plant_manager'
            | 'ot_lead'
            | 'ot_security_officer'
            | 'global_ot_team'
            | 'site_ot_lead'
            | 'asset_owner'
            | 'process_owner'
            | 'incident_coordinator'
            | 'safety_responsible'
            | 'it_lead'
            | 'shift_lead'
            | 'maintenance_lead'
            | 'works_council'
            | 'communications'
            | undefined;
          area_id?: string | undefined;
          at?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              at: string;
              time_zone: string;
              role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              chain: {
                person_id: string;
                person_name: string;
                reach: { email: string | null; phone: string | null; second_phone: string | null; remark: string | null };
                why: 'on_shift' | 'on_call' | 'holder' | 'deputy' | 'fell_to' | 'escalation';
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications';
                until: string | null;
              }[];
              shift: { name: string; until: string } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/captures': {
    /** List the captures */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                state: 'receiving' | 'reading' | 'done' | 'duplicate' | 'failed' | 'cancelled' | 'interrupted' | 'expired';
                size_bytes: number;
                received_bytes: number;
                read_bytes: number;
                sha256: string | null;
                format: string | null;
                packets: number;
                packets_known: number;
                first_packet: string | null;
                last_packet: string | null;
                truncated: boolean;
                fault: string | null;
                duplicate_of: string | null;
                assets_seen: number;
                assets_new: number;
                flows_seen: number;
                flows_new: number;
                events: number;
                flows_folded: number;
                protocols: { protocol: string; messages: number; undecoded: number }[];
                station_id: string | null;
                station_name: string | null;
                added_by_name: string | null;
                added_at: string;
                kept_until: string | null;
                finished_at: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Add a capture: the file is the body */
    post: {
      parameters: { path: { site_id: string }; query: { name: string; size_bytes: number } };
      requestBody: { content: { 'application/octet-stream': Blob } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              state: 'receiving' | 'reading' | 'done' | 'duplicate' | 'failed' | 'cancelled' | 'interrupted' | 'expired';
              size_bytes: number;
              received_bytes: number;
              read_bytes: number;
              sha256: string | null;
              format: string | null;
              packets: number;
              packets_known: number;
              first_packet: string | null;
              last_packet: string | null;
              truncated: boolean;
              fault: string | null;
              duplicate_of: string | null;
              assets_seen: number;
              assets_new: number;
              flows_seen: number;
              flows_new: number;
              events: number;
              flows_folded: number;
              protocols: { protocol: string; messages: number; undecoded: number }[];
              station_id: string | null;
              station_name: string | null;
              added_by_name: string | null;
              added_at: string;
              kept_until: string | null;
              finished_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/captures/announcements': {
    /** Announce a capture, or find the one of this name and size that broke off */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { name: string; size_bytes: number; anew?: boolean | undefined } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              state: 'receiving' | 'reading' | 'done' | 'duplicate' | 'failed' | 'cancelled' | 'interrupted' | 'expired';
              size_bytes: number;
              received_bytes: number;
              read_bytes: number;
              sha256: string | null;
              format: string | null;
              packets: number;
              packets_known: number;
              first_packet: string | null;
              last_packet: string | null;
              truncated: boolean;
              fault: string | null;
              duplicate_of: string | null;
              assets_seen: number;
              assets_new: number;
              flows_seen: number;
              flows_new: number;
              events: number;
              flows_folded: number;
              protocols: { protocol: string; messages: number; undecoded: number }[];
              station_id: string | null;
              station_name: string | null;
              added_by_name: string | null;
              added_at: string;
              kept_until: string | null;
              finished_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/captures/export': {
    /** As a file: list the captures */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/captures/selection': {
    /** Choose all: list the captures */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/captures/{capture_id}': {
    /** One capture and how far it is */
    get: {
      parameters: { path: { site_id: string; capture_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              state: 'receiving' | 'reading' | 'done' | 'duplicate' | 'failed' | 'cancelled' | 'interrupted' | 'expired';
              size_bytes: number;
              received_bytes: number;
              read_bytes: number;
              sha256: string | null;
              format: string | null;
              packets: number;
              packets_known: number;
              first_packet: string | null;
              last_packet: string | null;
              truncated: boolean;
              fault: string | null;
              duplicate_of: string | null;
              assets_seen: number;
              assets_new: number;
              flows_seen: number;
              flows_new: number;
              events: number;
              flows_folded: number;
              protocols: { protocol: string; messages: number; undecoded: number }[];
              station_id: string | null;
              station_name: string | null;
              added_by_name: string | null;
              added_at: string;
              kept_until: string | null;
              finished_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/captures/{capture_id}/cancellation': {
    /** Cancel a capture that comes in or is read */
    post: {
      parameters: { path: { site_id: string; capture_id: string }; query?: never };
      requestBody: { content: { 'application/json': Record<string, unknown> } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              state: 'receiving' | 'reading' | 'done' | 'duplicate' | 'failed' | 'cancelled' | 'interrupted' | 'expired';
              size_bytes: number;
              received_bytes: number;
              read_bytes: number;
              sha256: string | null;
              format: string | null;
              packets: number;
              packets_known: number;
              first_packet: string | null;
              last_packet: string | null;
              truncated: boolean;
              fault: string | null;
              duplicate_of: string | null;
              assets_seen: number;
              assets_new: number;
              flows_seen: number;
              flows_new: number;
              events: number;
              flows_folded: number;
              protocols: { protocol: string; messages: number; undecoded: number }[];
              station_id: string | null;
              station_name: string | null;
              added_by_name: string | null;
              added_at: string;
              kept_until: string | null;
              finished_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/captures/{capture_id}/content': {
    /** Bring the bytes of an announced capture, or what is missing of them */
    patch: {
      parameters: {
        path: { site_id: string; capture_id: string };
        query: { offset: number; prefix_sha256?: string | undefined; patience_ms?: number | undefined };
      };
      requestBody: { content: { 'application/octet-stream': Blob } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              state: 'receiving' | 'reading' | 'done' | 'duplicate' | 'failed' | 'cancelled' | 'interrupted' | 'expired';
              size_bytes: number;
              received_bytes: number;
              read_bytes: number;
              sha256: string | null;
              format: string | null;
              packets: number;
              packets_known: number;
              first_packet: string | null;
              last_packet: string | null;
              truncated: boolean;
              fault: string | null;
              duplicate_of: string | null;
              assets_seen: number;
              assets_new: number;
              flows_seen: number;
              flows_new: number;
              events: number;
              flows_folded: number;
              protocols: { protocol: string; messages: number; undecoded: number }[];
              station_id: string | null;
              station_name: string | null;
              added_by_name: string | null;
              added_at: string;
              kept_until: string | null;
              finished_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/completeness': {
    /** Inventory completeness per zone */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              assets: number;
              complete: number;
              without_owner: number;
              counted: number;
              without_criticality: number;
              sighted: number;
              unobserved_zones: number;
              unobserved_assets: number;
              zones: {
                zone_id: string | null;
                zone_name: string | null;
                assets: number;
                complete: number;
                without_owner: number;
                without_criticality: number;
                sighted: number;
                observation: 'observed' | 'stale' | 'unobserved' | null;
                newest_seen: string | null;
              }[];
              areas: { area_id: string | null; area_name: string | null; without_owner: number }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits': {
    /** List the conduits */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
          zone_id?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                purpose: string | null;
                owner_id: string | null;
                owner_name: string | null;
                zone_a: { id: string; name: string; purdue_level: string | null };
                zone_b: { id: string; name: string; purdue_level: string | null };
                state: 'approved' | 'unapproved' | 'unknown';
                flows: number;
                needed: number;
                blockable: number;
                unknown: number;
                unapproved: number;
                list_version: number | null;
                waiting: boolean;
                last_seen: string | null;
                heard_until: string | null;
                protocols: string[];
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/export': {
    /** As a file: list the conduits */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/selection': {
    /** Choose all: list the conduits */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/{conduit_id}': {
    /** One conduit with its lists */
    get: {
      parameters: { path: { site_id: string; conduit_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              purpose: string | null;
              owner_id: string | null;
              owner_name: string | null;
              zone_a: { id: string; name: string; purdue_level: string | null };
              zone_b: { id: string; name: string; purdue_level: string | null };
              state: 'approved' | 'unapproved' | 'unknown';
              flows: number;
              needed: number;
              blockable: number;
              unknown: number;
              unapproved: number;
              list_version: number | null;
              waiting: boolean;
              last_seen: string | null;
              heard_until: string | null;
              protocols: string[];
              in_force: {
                id: string;
                version: number;
                state: 'proposed' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'superseded' | 'scheduled';
                rules: {
                  id: string;
                  from:
                    | { kind: 'zone'; zone_id: string }
                    | { kind: 'role'; zone_id: string; role: string }
                    | { kind: 'asset'; asset_id: string };
                  to:
                    | { kind: 'zone'; zone_id: string }
                    | { kind: 'role'; zone_id: string; role: string }
                    | { kind: 'asset'; asset_id: string };
                  transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                  port_from: number | null;
                  port_to: number | null;
                  protocol: string | null;
                  classes:
                    | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                    | null;
                  purpose: string;
                  elements?:
                    | (
                        | {
                            protocol: 'modbus';
                            unit: number;
                            table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                            from: number;
                            to: number;
                          }
                        | { protocol: 'cip'; class_id: number }
                        | { protocol: 's7comm'; area: string; number: number | null }
                      )[]
                    | null
                    | undefined;
                  window?: { days: number[]; from: string; to: string } | null | undefined;
                  is_essential?: boolean | undefined;
                  safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                  learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                  from_name: string;
                  to_name: string;
                  from_zone: string | null;
                  to_zone: string | null;
                  flows: number;
                }[];
                proposed_by: string;
                proposed_by_name: string;
                proposed_at: string;
                reason: string;
                decided_by_name: string | null;
                decided_at: string | null;
                decision_reason: string | null;
                approval_id: string;
                window_id: string | null;
                window_number: number | null;
                in_force_since: string | null;
                is_emergency: boolean;
                review_due_on: string | null;
                reviewed_by_name: string | null;
                reviewed_at: string | null;
                review: string | null;
                rolled_back_to: number | null;
                mine_to_decide: boolean;
              } | null;
              proposed: {
                id: string;
                version: number;
                state: 'proposed' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'superseded' | 'scheduled';
                rules: {
                  id: string;
                  from:
                    | { kind: 'zone'; zone_id: string }
                    | { kind: 'role'; zone_id: string; role: string }
                    | { kind: 'asset'; asset_id: string };
                  to:
                    | { kind: 'zone'; zone_id: string }
                    | { kind: 'role'; zone_id: string; role: string }
                    | { kind: 'asset'; asset_id: string };
                  transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                  port_from: number | null;
                  port_to: number | null;
                  protocol: string | null;
                  classes:
                    | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                    | null;
                  purpose: string;
                  elements?:
                    | (
                        | {
                            protocol: 'modbus';
                            unit: number;
                            table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                            from: number;
                            to: number;
                          }
                        | { protocol: 'cip'; class_id: number }
                        | { protocol: 's7comm'; area: string; number: number | null }
                      )[]
                    | null
                    | undefined;
                  window?: { days: number[]; from: string; to: string } | null | undefined;
                  is_essential?: boolean | undefined;
                  safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                  learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                  from_name: string;
                  to_name: string;
                  from_zone: string | null;
                  to_zone: string | null;
                  flows: number;
                }[];
                proposed_by: string;
                proposed_by_name: string;
                proposed_at: string;
                reason: string;
                decided_by_name: string | null;
                decided_at: string | null;
                decision_reason: string | null;
                approval_id: string;
                window_id: string | null;
                window_number: number | null;
                in_force_since: string | null;
                is_emergency: boolean;
                review_due_on: string | null;
                reviewed_by_name: string | null;
                reviewed_at: string | null;
                review: string | null;
                rolled_back_to: number | null;
                mine_to_decide: boolean;
              } | null;
              scheduled: {
                id: string;
                version: number;
                state: 'proposed' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'superseded' | 'scheduled';
                rules: {
                  id: string;
                  from:
                    | { kind: 'zone'; zone_id: string }
                    | { kind: 'role'; zone_id: string; role: string }
                    | { kind: 'asset'; asset_id: string };
                  to:
                    | { kind: 'zone'; zone_id: string }
                    | { kind: 'role'; zone_id: string; role: string }
                    | { kind: 'asset'; asset_id: string };
                  transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                  port_from: number | null;
                  port_to: number | null;
                  protocol: string | null;
                  classes:
                    | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                    | null;
                  purpose: string;
                  elements?:
                    | (
                        | {
                            protocol: 'modbus';
                            unit: number;
                            table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                            from: number;
                            to: number;
                          }
                        | { protocol: 'cip'; class_id: number }
                        | { protocol: 's7comm'; area: string; number: number | null }
                      )[]
                    | null
                    | undefined;
                  window?: { days: number[]; from: string; to: string } | null | undefined;
                  is_essential?: boolean | undefined;
                  safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                  learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                  from_name: string;
                  to_name: string;
                  from_zone: string | null;
                  to_zone: string | null;
                  flows: number;
                }[];
                proposed_by: string;
                proposed_by_name: string;
                proposed_at: string;
                reason: string;
                decided_by_name: string | null;
                decided_at: string | null;
                decision_reason: string | null;
                approval_id: string;
                window_id: string | null;
                window_number: number | null;
                in_force_since: string | null;
                is_emergency: boolean;
                review_due_on: string | null;
                reviewed_by_name: string | null;
                reviewed_at: string | null;
                review: string | null;
                rolled_back_to: number | null;
                mine_to_decide: boolean;
              } | null;
              history: {
                id: string;
                version: number;
                state: 'proposed' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'superseded' | 'scheduled';
                rules: {
                  id: string;
                  from:
                    | { kind: 'zone'; zone_id: string }
                    | { kind: 'role'; zone_id: string; role: string }
                    | { kind: 'asset'; asset_id: string };
                  to:
                    | { kind: 'zone'; zone_id: string }
                    | { kind: 'role'; zone_id: string; role: string }
                    | { kind: 'asset'; asset_id: string };
                  transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                  port_from: number | null;
                  port_to: number | null;
                  protocol: string | null;
                  classes:
                    | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                    | null;
                  purpose: string;
                  elements?:
                    | (
                        | {
                            protocol: 'modbus';
                            unit: number;
                            table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                            from: number;
                            to: number;
                          }
                        | { protocol: 'cip'; class_id: number }
                        | { protocol: 's7comm'; area: string; number: number | null }
                      )[]
                    | null
                    | undefined;
                  window?: { days: number[]; from: string; to: string } | null | undefined;
                  is_essential?: boolean | undefined;
                  safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                  learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                  from_name: string;
                  to_name: string;
                  from_zone: string | null;
                  to_zone: string | null;
                  flows: number;
                }[];
                proposed_by: string;
                proposed_by_name: string;
                proposed_at: string;
                reason: string;
                decided_by_name: string | null;
                decided_at: string | null;
                decision_reason: string | null;
                approval_id: string;
                window_id: string | null;
                window_number: number | null;
                in_force_since: string | null;
                is_emergency: boolean;
                review_due_on: string | null;
                reviewed_by_name: string | null;
                reviewed_at: string | null;
                review: string | null;
                rolled_back_to: number | null;
                mine_to_decide: boolean;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Name a conduit, its purpose and owner */
    patch: {
      parameters: { path: { site_id: string; conduit_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': { name?: string | undefined; purpose?: string | null | undefined; owner_id?: string | null | undefined };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              purpose: string | null;
              owner_id: string | null;
              owner_name: string | null;
              zone_a: { id: string; name: string; purdue_level: string | null };
              zone_b: { id: string; name: string; purdue_level: string | null };
              state: 'approved' | 'unapproved' | 'unknown';
              flows: number;
              needed: number;
              blockable: number;
              unknown: number;
              unapproved: number;
              list_version: number | null;
              waiting: boolean;
              last_seen: string | null;
              heard_until: string | null;
              protocols: string[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/{conduit_id}/allow-lists': {
    /** Propose an allow-list */
    post: {
      parameters: { path: { site_id: string; conduit_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            rules?:
              | {
                  id: string;
                  from:
                    | { kind: 'zone'; zone_id: string }
                    | { kind: 'role'; zone_id: string; role: string }
                    | { kind: 'asset'; asset_id: string };
                  to:
                    | { kind: 'zone'; zone_id: string }
                    | { kind: 'role'; zone_id: string; role: string }
                    | { kind: 'asset'; asset_id: string };
                  transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                  port_from: number | null;
                  port_to: number | null;
                  protocol: string | null;
                  classes:
                    | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                    | null;
                  purpose: string;
                  elements?:
                    | (
                        | {
                            protocol: 'modbus';
                            unit: number;
                            table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                            from: number;
                            to: number;
                          }
                        | { protocol: 'cip'; class_id: number }
                        | { protocol: 's7comm'; area: string; number: number | null }
                      )[]
                    | null
                    | undefined;
                  window?: { days: number[]; from: string; to: string } | null | undefined;
                  is_essential?: boolean | undefined;
                  safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                  learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                }[]
              | undefined;
            draft_version?: number | undefined;
            version_again?: number | undefined;
            window_id?: string | undefined;
            is_emergency?: boolean | undefined;
            reason: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              version: number;
              state: 'proposed' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'superseded' | 'scheduled';
              rules: {
                id: string;
                from:
                  | { kind: 'zone'; zone_id: string }
                  | { kind: 'role'; zone_id: string; role: string }
                  | { kind: 'asset'; asset_id: string };
                to:
                  | { kind: 'zone'; zone_id: string }
                  | { kind: 'role'; zone_id: string; role: string }
                  | { kind: 'asset'; asset_id: string };
                transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                port_from: number | null;
                port_to: number | null;
                protocol: string | null;
                classes:
                  | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                  | null;
                purpose: string;
                elements?:
                  | (
                      | {
                          protocol: 'modbus';
                          unit: number;
                          table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                          from: number;
                          to: number;
                        }
                      | { protocol: 'cip'; class_id: number }
                      | { protocol: 's7comm'; area: string; number: number | null }
                    )[]
                  | null
                  | undefined;
                window?: { days: number[]; from: string; to: string } | null | undefined;
                is_essential?: boolean | undefined;
                safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                from_name: string;
                to_name: string;
                from_zone: string | null;
                to_zone: string | null;
                flows: number;
              }[];
              proposed_by: string;
              proposed_by_name: string;
              proposed_at: string;
              reason: string;
              decided_by_name: string | null;
              decided_at: string | null;
              decision_reason: string | null;
              approval_id: string;
              window_id: string | null;
              window_number: number | null;
              in_force_since: string | null;
              is_emergency: boolean;
              review_due_on: string | null;
              reviewed_by_name: string | null;
              reviewed_at: string | null;
              review: string | null;
              rolled_back_to: number | null;
              mine_to_decide: boolean;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/{conduit_id}/allow-lists/{list_id}/decision': {
    /** Approve or refuse an allow-list */
    post: {
      parameters: { path: { site_id: string; conduit_id: string; list_id: string }; query?: never };
      requestBody: { content: { 'application/json': { decision: 'approved' | 'refused'; reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              version: number;
              state: 'proposed' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'superseded' | 'scheduled';
              rules: {
                id: string;
                from:
                  | { kind: 'zone'; zone_id: string }
                  | { kind: 'role'; zone_id: string; role: string }
                  | { kind: 'asset'; asset_id: string };
                to:
                  | { kind: 'zone'; zone_id: string }
                  | { kind: 'role'; zone_id: string; role: string }
                  | { kind: 'asset'; asset_id: string };
                transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                port_from: number | null;
                port_to: number | null;
                protocol: string | null;
                classes:
                  | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                  | null;
                purpose: string;
                elements?:
                  | (
                      | {
                          protocol: 'modbus';
                          unit: number;
                          table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                          from: number;
                          to: number;
                        }
                      | { protocol: 'cip'; class_id: number }
                      | { protocol: 's7comm'; area: string; number: number | null }
                    )[]
                  | null
                  | undefined;
                window?: { days: number[]; from: string; to: string } | null | undefined;
                is_essential?: boolean | undefined;
                safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                from_name: string;
                to_name: string;
                from_zone: string | null;
                to_zone: string | null;
                flows: number;
              }[];
              proposed_by: string;
              proposed_by_name: string;
              proposed_at: string;
              reason: string;
              decided_by_name: string | null;
              decided_at: string | null;
              decision_reason: string | null;
              approval_id: string;
              window_id: string | null;
              window_number: number | null;
              in_force_since: string | null;
              is_emergency: boolean;
              review_due_on: string | null;
              reviewed_by_name: string | null;
              reviewed_at: string | null;
              review: string | null;
              rolled_back_to: number | null;
              mine_to_decide: boolean;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/{conduit_id}/allow-lists/{list_id}/review': {
    /** Look at an emergency change afterwards */
    post: {
      parameters: { path: { site_id: string; conduit_id: string; list_id: string }; query?: never };
      requestBody: { content: { 'application/json': { review: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/{conduit_id}/allow-lists/{list_id}/withdrawal': {
    /** Withdraw an own proposal */
    post: {
      parameters: { path: { site_id: string; conduit_id: string; list_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/{conduit_id}/comments': {
    /** Say something about a list or the draft */
    post: {
      parameters: { path: { site_id: string; conduit_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { list_id?: string | null | undefined; rule_id?: string | null | undefined; text: string } };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/{conduit_id}/compiled': {
    /** The approved list of a conduit as text for a firewall, with what becomes of each rule there */
    get: {
      parameters: {
        path: { site_id: string; conduit_id: string };
        query: {
          target: 'nftables' | 'fortigate' | 'cisco_asa' | 'cisco_ios' | 'palo_alto' | 'suricata' | 'order_sheet';
          language?: 'en' | 'de' | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              target: 'nftables' | 'fortigate' | 'cisco_asa' | 'cisco_ios' | 'palo_alto' | 'suricata' | 'order_sheet';
              text: string;
              csv: string | null;
              standings: {
                conduit_id: string;
                conduit_name: string;
                rule_id: string;
                purpose: string;
                standing: 'enforced' | 'detected' | 'unenforceable';
                code: string;
                params: Record<string, string | number>;
              }[];
              notes: { code: string; params: Record<string, string> }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/{conduit_id}/compiled/file': {
    /** The same as a file */
    get: {
      parameters: {
        path: { site_id: string; conduit_id: string };
        query: {
          target: 'nftables' | 'fortigate' | 'cisco_asa' | 'cisco_ios' | 'palo_alto' | 'suricata' | 'order_sheet';
          language?: 'en' | 'de' | undefined;
          as?: 'text' | 'table' | undefined;
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/{conduit_id}/draft': {
    /** The draft of a conduit’s next list, and what people said */
    get: {
      parameters: { path: { site_id: string; conduit_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              draft: {
                rules: {
                  id: string;
                  from:
                    | { kind: 'zone'; zone_id: string }
                    | { kind: 'role'; zone_id: string; role: string }
                    | { kind: 'asset'; asset_id: string };
                  to:
                    | { kind: 'zone'; zone_id: string }
                    | { kind: 'role'; zone_id: string; role: string }
                    | { kind: 'asset'; asset_id: string };
                  transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                  port_from: number | null;
                  port_to: number | null;
                  protocol: string | null;
                  classes:
                    | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                    | null;
                  purpose: string;
                  elements?:
                    | (
                        | {
                            protocol: 'modbus';
                            unit: number;
                            table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                            from: number;
                            to: number;
                          }
                        | { protocol: 'cip'; class_id: number }
                        | { protocol: 's7comm'; area: string; number: number | null }
                      )[]
                    | null
                    | undefined;
                  window?: { days: number[]; from: string; to: string } | null | undefined;
                  is_essential?: boolean | undefined;
                  safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                  learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                  from_name: string;
                  to_name: string;
                  from_zone: string | null;
                  to_zone: string | null;
                  flows: number;
                }[];
                said: {
                  notes: {
                    rule_id: string;
                    serves: string;
                    marks: {
                      code:
                        | 'it_service_to_ot'
                        | 'write_from_non_engineering'
                        | 'historian_pushed'
                        | 'direct_internet'
                        | 'remote_access_past_dmz'
                        | 'clear_text'
                        | 'safety_crossing';
                      params: Record<string, string | number>;
                    }[];
                    advice: 'allow' | 'look' | 'leave_out';
                    essential: { code: string; share: number | null } | null;
                    safety: { safety: string; code: string; params: Record<string, string | number> } | null;
                    fold: { code: string; ports_seen: number } | null;
                    states: ('production' | 'cleaning' | 'changeover' | 'failover' | 'commissioning' | 'turnaround' | 'standstill')[];
                    only_in: 'production' | 'cleaning' | 'changeover' | 'failover' | 'commissioning' | 'turnaround' | 'standstill' | null;
                  }[];
                  states: {
                    state: 'production' | 'cleaning' | 'changeover' | 'failover' | 'commissioning' | 'turnaround' | 'standstill';
                    periods: number;
                    seen: boolean;
                    conversations: number;
                    flows: number;
                    only_here: string[];
                  }[];
                  unseen: {
                    n: number;
                    code: string;
                    params: Record<string, string | number>;
                    like_rule_id: string | null;
                    rule: {
                      id: string;
                      from:
                        | { kind: 'zone'; zone_id: string }
                        | { kind: 'role'; zone_id: string; role: string }
                        | { kind: 'asset'; asset_id: string };
                      to:
                        | { kind: 'zone'; zone_id: string }
                        | { kind: 'role'; zone_id: string; role: string }
                        | { kind: 'asset'; asset_id: string };
                      transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                      port_from: number | null;
                      port_to: number | null;
                      protocol: string | null;
                      classes:
                        | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                        | null;
                      purpose: string;
                      elements?:
                        | (
                            | {
                                protocol: 'modbus';
                                unit: number;
                                table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                                from: number;
                                to: number;
                              }
                            | { protocol: 'cip'; class_id: number }
                            | { protocol: 's7comm'; area: string; number: number | null }
                          )[]
                        | null
                        | undefined;
                      window?: { days: number[]; from: string; to: string } | null | undefined;
                      is_essential?: boolean | undefined;
                      safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                      learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                    } | null;
                    answer: 'allow' | 'not_needed' | null;
                    answered_by_name: string | null;
                    answered_at: string | null;
                  }[];
                  flows: number;
                  conversations: number;
                  first_at: string | null;
                  last_at: string | null;
                  left_out_flows: number;
                  folded_flows: number;
                } | null;
                learnt: { from: string; until: string; elements: boolean; windows: boolean; only_needed: boolean } | null;
                version: number;
                changed_by_name: string;
                changed_at: string;
              } | null;
              comments: {
                id: string;
                list_version: number | null;
                rule_id: string | null;
                text: string;
                said_by_name: string;
                said_at: string;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Change the rules of a draft */
    put: {
      parameters: { path: { site_id: string; conduit_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            rules: {
              id: string;
              from:
                | { kind: 'zone'; zone_id: string }
                | { kind: 'role'; zone_id: string; role: string }
                | { kind: 'asset'; asset_id: string };
              to: { kind: 'zone'; zone_id: string } | { kind: 'role'; zone_id: string; role: string } | { kind: 'asset'; asset_id: string };
              transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
              port_from: number | null;
              port_to: number | null;
              protocol: string | null;
              classes:
                | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                | null;
              purpose: string;
              elements?:
                | (
                    | {
                        protocol: 'modbus';
                        unit: number;
                        table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                        from: number;
                        to: number;
                      }
                    | { protocol: 'cip'; class_id: number }
                    | { protocol: 's7comm'; area: string; number: number | null }
                  )[]
                | null
                | undefined;
              window?: { days: number[]; from: string; to: string } | null | undefined;
              is_essential?: boolean | undefined;
              safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
              learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
            }[];
            version: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rules: {
                id: string;
                from:
                  | { kind: 'zone'; zone_id: string }
                  | { kind: 'role'; zone_id: string; role: string }
                  | { kind: 'asset'; asset_id: string };
                to:
                  | { kind: 'zone'; zone_id: string }
                  | { kind: 'role'; zone_id: string; role: string }
                  | { kind: 'asset'; asset_id: string };
                transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                port_from: number | null;
                port_to: number | null;
                protocol: string | null;
                classes:
                  | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                  | null;
                purpose: string;
                elements?:
                  | (
                      | {
                          protocol: 'modbus';
                          unit: number;
                          table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                          from: number;
                          to: number;
                        }
                      | { protocol: 'cip'; class_id: number }
                      | { protocol: 's7comm'; area: string; number: number | null }
                    )[]
                  | null
                  | undefined;
                window?: { days: number[]; from: string; to: string } | null | undefined;
                is_essential?: boolean | undefined;
                safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                from_name: string;
                to_name: string;
                from_zone: string | null;
                to_zone: string | null;
                flows: number;
              }[];
              said: {
                notes: {
                  rule_id: string;
                  serves: string;
                  marks: {
                    code:
                      | 'it_service_to_ot'
                      | 'write_from_non_engineering'
                      | 'historian_pushed'
                      | 'direct_internet'
                      | 'remote_access_past_dmz'
                      | 'clear_text'
                      | 'safety_crossing';
                    params: Record<string, string | number>;
                  }[];
                  advice: 'allow' | 'look' | 'leave_out';
                  essential: { code: string; share: number | null } | null;
                  safety: { safety: string; code: string; params: Record<string, string | number> } | null;
                  fold: { code: string; ports_seen: number } | null;
                  states: ('production' | 'cleaning' | 'changeover' | 'failover' | 'commissioning' | 'turnaround' | 'standstill')[];
                  only_in: 'production' | 'cleaning' | 'changeover' | 'failover' | 'commissioning' | 'turnaround' | 'standstill' | null;
                }[];
                states: {
                  state: 'production' | 'cleaning' | 'changeover' | 'failover' | 'commissioning' | 'turnaround' | 'standstill';
                  periods: number;
                  seen: boolean;
                  conversations: number;
                  flows: number;
                  only_here: string[];
                }[];
                unseen: {
                  n: number;
                  code: string;
                  params: Record<string, string | number>;
                  like_rule_id: string | null;
                  rule: {
                    id: string;
                    from:
                      | { kind: 'zone'; zone_id: string }
                      | { kind: 'role'; zone_id: string; role: string }
                      | { kind: 'asset'; asset_id: string };
                    to:
                      | { kind: 'zone'; zone_id: string }
                      | { kind: 'role'; zone_id: string; role: string }
                      | { kind: 'asset'; asset_id: string };
                    transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                    port_from: number | null;
                    port_to: number | null;
                    protocol: string | null;
                    classes:
                      | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                      | null;
                    purpose: string;
                    elements?:
                      | (
                          | {
                              protocol: 'modbus';
                              unit: number;
                              table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                              from: number;
                              to: number;
                            }
                          | { protocol: 'cip'; class_id: number }
                          | { protocol: 's7comm'; area: string; number: number | null }
                        )[]
                      | null
                      | undefined;
                    window?: { days: number[]; from: string; to: string } | null | undefined;
                    is_essential?: boolean | undefined;
                    safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                    learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                  } | null;
                  answer: 'allow' | 'not_needed' | null;
                  answered_by_name: string | null;
                  answered_at: string | null;
                }[];
                flows: number;
                conversations: number;
                first_at: string | null;
                last_at: string | null;
                left_out_flows: number;
                folded_flows: number;
              } | null;
              learnt: { from: string; until: string; elements: boolean; windows: boolean; only_needed: boolean } | null;
              version: number;
              changed_by_name: string;
              changed_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/{conduit_id}/draft/answers': {
    /** Answer by name for a flow that was not seen */
    post: {
      parameters: { path: { site_id: string; conduit_id: string }; query?: never };
      requestBody: { content: { 'application/json': { n: number; answer: 'allow' | 'not_needed'; reason: string; version: number } } };
      responses: {
        200: {
          content: {
            'application/json': {
              rules: {
                id: string;
                from:
                  | { kind: 'zone'; zone_id: string }
                  | { kind: 'role'; zone_id: string; role: string }
                  | { kind: 'asset'; asset_id: string };
                to:
                  | { kind: 'zone'; zone_id: string }
                  | { kind: 'role'; zone_id: string; role: string }
                  | { kind: 'asset'; asset_id: string };
                transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                port_from: number | null;
                port_to: number | null;
                protocol: string | null;
                classes:
                  | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                  | null;
                purpose: string;
                elements?:
                  | (
                      | {
                          protocol: 'modbus';
                          unit: number;
                          table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                          from: number;
                          to: number;
                        }
                      | { protocol: 'cip'; class_id: number }
                      | { protocol: 's7comm'; area: string; number: number | null }
                    )[]
                  | null
                  | undefined;
                window?: { days: number[]; from: string; to: string } | null | undefined;
                is_essential?: boolean | undefined;
                safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                from_name: string;
                to_name: string;
                from_zone: string | null;
                to_zone: string | null;
                flows: number;
              }[];
              said: {
                notes: {
                  rule_id: string;
                  serves: string;
                  marks: {
                    code:
                      | 'it_service_to_ot'
                      | 'write_from_non_engineering'
                      | 'historian_pushed'
                      | 'direct_internet'
                      | 'remote_access_past_dmz'
                      | 'clear_text'
                      | 'safety_crossing';
                    params: Record<string, string | number>;
                  }[];
                  advice: 'allow' | 'look' | 'leave_out';
                  essential: { code: string; share: number | null } | null;
                  safety: { safety: string; code: string; params: Record<string, string | number> } | null;
                  fold: { code: string; ports_seen: number } | null;
                  states: ('production' | 'cleaning' | 'changeover' | 'failover' | 'commissioning' | 'turnaround' | 'standstill')[];
                  only_in: 'production' | 'cleaning' | 'changeover' | 'failover' | 'commissioning' | 'turnaround' | 'standstill' | null;
                }[];
                states: {
                  state: 'production' | 'cleaning' | 'changeover' | 'failover' | 'commissioning' | 'turnaround' | 'standstill';
                  periods: number;
                  seen: boolean;
                  conversations: number;
                  flows: number;
                  only_here: string[];
                }[];
                unseen: {
                  n: number;
                  code: string;
                  params: Record<string, string | number>;
                  like_rule_id: string | null;
                  rule: {
                    id: string;
                    from:
                      | { kind: 'zone'; zone_id: string }
                      | { kind: 'role'; zone_id: string; role: string }
                      | { kind: 'asset'; asset_id: string };
                    to:
                      | { kind: 'zone'; zone_id: string }
                      | { kind: 'role'; zone_id: string; role: string }
                      | { kind: 'asset'; asset_id: string };
                    transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                    port_from: number | null;
                    port_to: number | null;
                    protocol: string | null;
                    classes:
                      | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                      | null;
                    purpose: string;
                    elements?:
                      | (
                          | {
                              protocol: 'modbus';
                              unit: number;
                              table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                              from: number;
                              to: number;
                            }
                          | { protocol: 'cip'; class_id: number }
                          | { protocol: 's7comm'; area: string; number: number | null }
                        )[]
                      | null
                      | undefined;
                    window?: { days: number[]; from: string; to: string } | null | undefined;
                    is_essential?: boolean | undefined;
                    safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                    learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                  } | null;
                  answer: 'allow' | 'not_needed' | null;
                  answered_by_name: string | null;
                  answered_at: string | null;
                }[];
                flows: number;
                conversations: number;
                first_at: string | null;
                last_at: string | null;
                left_out_flows: number;
                folded_flows: number;
              } | null;
              learnt: { from: string; until: string; elements: boolean; windows: boolean; only_needed: boolean } | null;
              version: number;
              changed_by_name: string;
              changed_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/{conduit_id}/draft/learning': {
    /** Learn a draft from what was recorded in a period */
    post: {
      parameters: { path: { site_id: string; conduit_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            from: string;
            until: string;
            elements?: boolean | undefined;
            windows?: boolean | undefined;
            only_needed?: boolean | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rules: {
                id: string;
                from:
                  | { kind: 'zone'; zone_id: string }
                  | { kind: 'role'; zone_id: string; role: string }
                  | { kind: 'asset'; asset_id: string };
                to:
                  | { kind: 'zone'; zone_id: string }
                  | { kind: 'role'; zone_id: string; role: string }
                  | { kind: 'asset'; asset_id: string };
                transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                port_from: number | null;
                port_to: number | null;
                protocol: string | null;
                classes:
                  | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                  | null;
                purpose: string;
                elements?:
                  | (
                      | {
                          protocol: 'modbus';
                          unit: number;
                          table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                          from: number;
                          to: number;
                        }
                      | { protocol: 'cip'; class_id: number }
                      | { protocol: 's7comm'; area: string; number: number | null }
                    )[]
                  | null
                  | undefined;
                window?: { days: number[]; from: string; to: string } | null | undefined;
                is_essential?: boolean | undefined;
                safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                from_name: string;
                to_name: string;
                from_zone: string | null;
                to_zone: string | null;
                flows: number;
              }[];
              said: {
                notes: {
                  rule_id: string;
                  serves: string;
                  marks: {
                    code:
                      | 'it_service_to_ot'
                      | 'write_from_non_engineering'
                      | 'historian_pushed'
                      | 'direct_internet'
                      | 'remote_access_past_dmz'
                      | 'clear_text'
                      | 'safety_crossing';
                    params: Record<string, string | number>;
                  }[];
                  advice: 'allow' | 'look' | 'leave_out';
                  essential: { code: string; share: number | null } | null;
                  safety: { safety: string; code: string; params: Record<string, string | number> } | null;
                  fold: { code: string; ports_seen: number } | null;
                  states: ('production' | 'cleaning' | 'changeover' | 'failover' | 'commissioning' | 'turnaround' | 'standstill')[];
                  only_in: 'production' | 'cleaning' | 'changeover' | 'failover' | 'commissioning' | 'turnaround' | 'standstill' | null;
                }[];
                states: {
                  state: 'production' | 'cleaning' | 'changeover' | 'failover' | 'commissioning' | 'turnaround' | 'standstill';
                  periods: number;
                  seen: boolean;
                  conversations: number;
                  flows: number;
                  only_here: string[];
                }[];
                unseen: {
                  n: number;
                  code: string;
                  params: Record<string, string | number>;
                  like_rule_id: string | null;
                  rule: {
                    id: string;
                    from:
                      | { kind: 'zone'; zone_id: string }
                      | { kind: 'role'; zone_id: string; role: string }
                      | { kind: 'asset'; asset_id: string };
                    to:
                      | { kind: 'zone'; zone_id: string }
                      | { kind: 'role'; zone_id: string; role: string }
                      | { kind: 'asset'; asset_id: string };
                    transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                    port_from: number | null;
                    port_to: number | null;
                    protocol: string | null;
                    classes:
                      | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                      | null;
                    purpose: string;
                    elements?:
                      | (
                          | {
                              protocol: 'modbus';
                              unit: number;
                              table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                              from: number;
                              to: number;
                            }
                          | { protocol: 'cip'; class_id: number }
                          | { protocol: 's7comm'; area: string; number: number | null }
                        )[]
                      | null
                      | undefined;
                    window?: { days: number[]; from: string; to: string } | null | undefined;
                    is_essential?: boolean | undefined;
                    safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                    learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                  } | null;
                  answer: 'allow' | 'not_needed' | null;
                  answered_by_name: string | null;
                  answered_at: string | null;
                }[];
                flows: number;
                conversations: number;
                first_at: string | null;
                last_at: string | null;
                left_out_flows: number;
                folded_flows: number;
              } | null;
              learnt: { from: string; until: string; elements: boolean; windows: boolean; only_needed: boolean } | null;
              version: number;
              changed_by_name: string;
              changed_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/{conduit_id}/draft/removal': {
    /** Drop a draft */
    post: {
      parameters: { path: { site_id: string; conduit_id: string }; query?: never };
      requestBody: { content: { 'application/json': { version: number } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/{conduit_id}/exceptions': {
    /** Propose an exception with a reason, an owner and a last day */
    post: {
      parameters: { path: { site_id: string; conduit_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            rule: {
              from:
                | { kind: 'zone'; zone_id: string }
                | { kind: 'role'; zone_id: string; role: string }
                | { kind: 'asset'; asset_id: string };
              to: { kind: 'zone'; zone_id: string } | { kind: 'role'; zone_id: string; role: string } | { kind: 'asset'; asset_id: string };
              transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
              port_from: number | null;
              port_to: number | null;
              protocol: string | null;
              classes:
                | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                | null;
              purpose: string;
              elements?:
                | (
                    | {
                        protocol: 'modbus';
                        unit: number;
                        table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                        from: number;
                        to: number;
                      }
                    | { protocol: 'cip'; class_id: number }
                    | { protocol: 's7comm'; area: string; number: number | null }
                  )[]
                | null
                | undefined;
              window?: { days: number[]; from: string; to: string } | null | undefined;
              is_essential?: boolean | undefined;
              safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
            };
            reason: string;
            owner_id: string;
            expires_at: string;
            on_expiry: 'closes' | 'escalates';
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              conduit_id: string;
              conduit_name: string;
              rule: {
                id: string;
                from:
                  | { kind: 'zone'; zone_id: string }
                  | { kind: 'role'; zone_id: string; role: string }
                  | { kind: 'asset'; asset_id: string };
                to:
                  | { kind: 'zone'; zone_id: string }
                  | { kind: 'role'; zone_id: string; role: string }
                  | { kind: 'asset'; asset_id: string };
                transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                port_from: number | null;
                port_to: number | null;
                protocol: string | null;
                classes:
                  | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                  | null;
                purpose: string;
                elements?:
                  | (
                      | {
                          protocol: 'modbus';
                          unit: number;
                          table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                          from: number;
                          to: number;
                        }
                      | { protocol: 'cip'; class_id: number }
                      | { protocol: 's7comm'; area: string; number: number | null }
                    )[]
                  | null
                  | undefined;
                window?: { days: number[]; from: string; to: string } | null | undefined;
                is_essential?: boolean | undefined;
                safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                from_name: string;
                to_name: string;
                from_zone: string | null;
                to_zone: string | null;
                flows: number;
              };
              reason: string;
              owner_id: string;
              owner_name: string;
              expires_at: string;
              on_expiry: 'closes' | 'escalates';
              state: 'proposed' | 'in_force' | 'refused' | 'withdrawn' | 'closed' | 'escalated' | 'ended';
              approval_id: string;
              proposed_by_name: string;
              proposed_at: string;
              decided_at: string | null;
              ended_at: string | null;
              days_left: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/{conduit_id}/hold': {
    /** Whether anything holds a conduit to its approved list, and what is missing */
    get: {
      parameters: { path: { site_id: string; conduit_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              conduit_id: string;
              code: 'held' | 'no_list' | 'no_enforcer' | 'not_enrolled' | 'not_rolled_out' | 'trying' | 'differs' | 'set_here' | 'silent';
              enforcers: {
                id: string;
                name: string;
                code: 'held' | 'no_list' | 'no_enforcer' | 'not_enrolled' | 'not_rolled_out' | 'trying' | 'differs' | 'set_here' | 'silent';
                state:
                  | 'waiting_for_machine'
                  | 'code_expired'
                  | 'empty'
                  | 'in_force'
                  | 'trying'
                  | 'rolled_back'
                  | 'differs'
                  | 'out_of_step'
                  | 'silent'
                  | 'ended';
                confirm_within_s: number;
                newest_list: {
                  list_sequence: number;
                  state: 'offered' | 'waiting' | 'confirmed' | 'rolled_back' | 'withdrawn' | 'past';
                  why: string | null;
                  rolled_out_at: string;
                  due_at: string | null;
                  confirmed_at: string | null;
                  ended_at: string | null;
                  window_number: number | null;
                } | null;
                conduit: {
                  conduit_id: string;
                  name: string;
                  ordered: 'normal' | 'essential' | 'isolated';
                  held: 'normal' | 'essential' | 'isolated' | null;
                  set_here: boolean;
                  has_list: boolean;
                  in_step: boolean;
                  refused_packets: number;
                  rules: {
                    rule_id: string;
                    purpose: string;
                    standing: 'enforced' | 'detected' | 'unenforceable';
                    code: string;
                    params: Record<string, string | number>;
                    packets: number;
                    bytes: number;
                  }[];
                } | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/{conduit_id}/learnt': {
    /** The list that the needed flows ask for */
    get: {
      parameters: { path: { site_id: string; conduit_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rules: {
                id: string;
                from:
                  | { kind: 'zone'; zone_id: string }
                  | { kind: 'role'; zone_id: string; role: string }
                  | { kind: 'asset'; asset_id: string };
                to:
                  | { kind: 'zone'; zone_id: string }
                  | { kind: 'role'; zone_id: string; role: string }
                  | { kind: 'asset'; asset_id: string };
                transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                port_from: number | null;
                port_to: number | null;
                protocol: string | null;
                classes:
                  | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                  | null;
                purpose: string;
                elements?:
                  | (
                      | {
                          protocol: 'modbus';
                          unit: number;
                          table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                          from: number;
                          to: number;
                        }
                      | { protocol: 'cip'; class_id: number }
                      | { protocol: 's7comm'; area: string; number: number | null }
                    )[]
                  | null
                  | undefined;
                window?: { days: number[]; from: string; to: string } | null | undefined;
                is_essential?: boolean | undefined;
                safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                from_name: string;
                to_name: string;
                from_zone: string | null;
                to_zone: string | null;
                flows: number;
              }[];
              needed_flows: number;
              flows_that_would_be_unapproved: {
                id: string;
                client: { id: string; name: string; address: string; kind: string; zone_id: string | null; zone_name: string | null };
                server: {
                  id: string | null;
                  name: string;
                  address: string;
                  kind: string;
                  zone_id: string | null;
                  zone_name: string | null;
                };
                transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                server_port: number | null;
                protocol: string;
                packets: number;
                bytes: number;
                first_seen: string;
                last_seen: string;
                classes: ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[];
                conduit_id: string | null;
                judgement: 'needed' | 'blockable' | 'unknown';
                judged_by_name: string | null;
                judged_at: string | null;
                judged_reason: string | null;
                verdict: 'allowed' | 'unapproved' | 'no_list' | 'intra_zone';
                rule_id: string | null;
                unmatched: { code: string; params: Record<string, string | number> }[];
                dependency: 'within_zone' | 'line_to_line' | 'line_to_utilities' | 'ot_to_it' | 'other';
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/{conduit_id}/mode': {
    /** How a conduit is held now */
    get: {
      parameters: { path: { site_id: string; conduit_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              mode: 'normal' | 'essential' | 'isolated';
              since: string | null;
              by_name: string | null;
              reason: string | null;
              return_condition: string | null;
              authority_name: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Switch a conduit to normal, essential protocols only, or isolated */
    post: {
      parameters: { path: { site_id: string; conduit_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            mode: 'normal' | 'essential' | 'isolated';
            reason: string;
            return_condition?: string | undefined;
            authority_id?: string | null | undefined;
            was: 'normal' | 'essential' | 'isolated';
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              mode: 'normal' | 'essential' | 'isolated';
              since: string | null;
              by_name: string | null;
              reason: string | null;
              return_condition: string | null;
              authority_name: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/{conduit_id}/modes/{mode}': {
    /** What would stop and what would pass in a mode */
    get: {
      parameters: { path: { site_id: string; conduit_id: string; mode: 'normal' | 'essential' | 'isolated' }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              mode: 'normal' | 'essential' | 'isolated';
              days: number;
              list_version: number | null;
              essential_rules: number;
              passes: number;
              stops: number;
              safety_stops: number;
              is_heard: boolean;
              flows: {
                flow_id: string;
                client_id: string;
                client_name: string;
                server_id: string | null;
                server_name: string;
                transport: string;
                server_port: number | null;
                protocol: string;
                classes: string[];
                last_seen: string;
                passes: boolean;
                rule_id: string | null;
                safety: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null;
                expected_trip: string | null;
              }[];
              authorities: { id: string; name: string }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/{conduit_id}/safety-flows': {
    /** Flows of a conduit that must not simply be cut */
    get: {
      parameters: { path: { site_id: string; conduit_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                flow_id: string;
                kind: 'profisafe' | 'cip_safety' | 'sis' | 'interlock';
                expected_trip: string;
                marked_by_name: string;
                marked_at: string;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/conduits/{conduit_id}/trial': {
    /** What a list would have done to the recorded traffic */
    get: {
      parameters: {
        path: { site_id: string; conduit_id: string };
        query: { list_id?: string | undefined; mode?: 'normal' | 'essential' | 'isolated' | undefined; from: string; until: string };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              from: string;
              until: string;
              judged: { conversations: number; flows: number };
              passes: { conversations: number; flows: number };
              reported: { conversations: number; flows: number };
              cut: { conversations: number; flows: number };
              unread: { conversations: number; flows: number };
              newly_cut: { conversations: number; flows: number } | null;
              newly_reported: { conversations: number; flows: number } | null;
              last_cut_at: string | null;
              examples: {
                client_id: string | null;
                client_name: string;
                server_id: string | null;
                server_name: string;
                transport: string;
                server_port: number | null;
                protocol: string;
                classes: string[];
                outcome: 'passes' | 'reported' | 'cut';
                code: string;
                rule_id: string | null;
                conversations: number;
                first_at: string;
                last_at: string;
              }[];
              rules: { rule_id: string; conversations: number; flows: number; last_at: string | null }[];
              states: {
                state: 'production' | 'cleaning' | 'changeover' | 'failover' | 'commissioning' | 'turnaround' | 'standstill';
                conversations: number;
                cut: number;
                reported: number;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/control-tests': {
    /** Note a test of a control: method, result, date and when again */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            standard: 'iec62443_2_1' | 'iec62443_3_3' | 'iso27001' | 'nist_csf2';
            control_id: string;
            method: string;
            result: 'works' | 'partly' | 'fails';
            text?: string | undefined;
            kpi?: string | null | undefined;
            tested_on: string;
            next_on: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              site_id: string;
              id: string;
              kind: 'evidence' | 'not_applicable' | 'assumption' | 'test';
              requirement_id: string | null;
              artefact: string | null;
              standard: 'iec62443_2_1' | 'iec62443_3_3' | 'iso27001' | 'nist_csf2' | null;
              control_id: string | null;
              text: string;
              method: string | null;
              result: 'works' | 'partly' | 'fails' | null;
              kpi: string | null;
              until_on: string | null;
              tested_on: string | null;
              next_on: string | null;
              file_sha256: string | null;
              file_name: string | null;
              made_by: string;
              made_by_name: string;
              made_at: string;
              ended_at: string | null;
              ended_by_name: string | null;
              end_reason: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/coordination': {
    /** Who decides, prioritises, reports and controls contractors; the way up; the last test call */
    get: {
      parameters: { path: { site_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              answers: {
                question: 'decides' | 'prioritises' | 'reports' | 'controls_contractors';
                person_id: string | null;
                person_name: string | null;
                reach: { email: string | null; phone: string | null; second_phone: string | null; remark: string | null } | null;
                set_at: string | null;
              }[];
              steps: {
                position: number;
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications'
                  | null;
                person_id: string | null;
                person_name: string | null;
                wait_minutes: number;
                reach: { email: string | null; phone: string | null; second_phone: string | null; remark: string | null } | null;
              }[];
              last_test: {
                id: string;
                started_at: string;
                started_by_name: string;
                ended_at: string | null;
                calls: {
                  position: number;
                  person_id: string | null;
                  person_name: string | null;
                  wait_minutes: number;
                  outcome: 'open' | 'reached' | 'not_reached' | 'nobody';
                  answered_at: string | null;
                }[];
              } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/coordination/{question}': {
    /** Name the one person who answers a question between IT and OT */
    put: {
      parameters: { path: { site_id: string; question: 'decides' | 'prioritises' | 'reports' | 'controls_contractors' }; query?: never };
      requestBody: { content: { 'application/json': { person_id: string; before?: { person_id: string | null } | undefined } } };
      responses: {
        200: {
          content: {
            'application/json': {
              answers: {
                question: 'decides' | 'prioritises' | 'reports' | 'controls_contractors';
                person_id: string | null;
                person_name: string | null;
                reach: { email: string | null; phone: string | null; second_phone: string | null; remark: string | null } | null;
                set_at: string | null;
              }[];
              steps: {
                position: number;
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications'
                  | null;
                person_id: string | null;
                person_name: string | null;
                wait_minutes: number;
                reach: { email: string | null; phone: string | null; second_phone: string | null; remark: string | null } | null;
              }[];
              last_test: {
                id: string;
                started_at: string;
                started_by_name: string;
                ended_at: string | null;
                calls: {
                  position: number;
                  person_id: string | null;
                  person_name: string | null;
                  wait_minutes: number;
                  outcome: 'open' | 'reached' | 'not_reached' | 'nobody';
                  answered_at: string | null;
                }[];
              } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/coverage': {
    /** Segmentation coverage and flow debt */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              zones: number;
              zones_with_lists: number;
              zones_segmented: number;
              conduits: number;
              conduits_with_list: number;
              flows: number;
              needed: number;
              blockable: number;
              unknown: number;
              unapproved: number;
              months: { month: string; unapproved_seen: number }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/dependencies/{dependency_id}': {
    /** Something does not depend on a service any more */
    delete: {
      parameters: { path: { site_id: string; dependency_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              kind:
                | 'mes'
                | 'historian'
                | 'directory'
                | 'patch_server'
                | 'erp'
                | 'backup'
                | 'name_resolution'
                | 'time'
                | 'identity'
                | 'remote_access'
                | 'files'
                | 'database'
                | 'licence'
                | 'logistics'
                | 'quality'
                | 'utilities'
                | 'supplier'
                | 'cloud'
                | 'internet'
                | 'other';
              external: boolean;
              business_application: boolean;
              owner_id: string | null;
              owner_name: string | null;
              supplier_id: string | null;
              supplier_name: string | null;
              purpose: string | null;
              impact: string | null;
              addresses: string[];
              source: 'person' | 'flows';
              hosts: { id: string; name: string }[];
              dependents: number;
              declared_by_name: string;
              declared_at: string;
              version: number;
              depends: {
                id: string;
                service_id: string;
                dependent_type: 'zone' | 'asset' | 'area' | 'service';
                dependent_id: string;
                dependent_name: string;
                hardness: 'stops_at_once' | 'stops_after' | 'inconvenient';
                after_hours: number | null;
                workaround: string | null;
                source: 'person' | 'flows';
                flows_counted: number;
                declared_by_name: string;
                declared_at: string;
                version: number;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Say how hard something depends on a service */
    patch: {
      parameters: { path: { site_id: string; dependency_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            version: number;
            hardness: 'stops_at_once' | 'stops_after' | 'inconvenient';
            after_hours?: number | null | undefined;
            workaround?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              kind:
                | 'mes'
                | 'historian'
                | 'directory'
                | 'patch_server'
                | 'erp'
                | 'backup'
                | 'name_resolution'
                | 'time'
                | 'identity'
                | 'remote_access'
                | 'files'
                | 'database'
                | 'licence'
                | 'logistics'
                | 'quality'
                | 'utilities'
                | 'supplier'
                | 'cloud'
                | 'internet'
                | 'other';
              external: boolean;
              business_application: boolean;
              owner_id: string | null;
              owner_name: string | null;
              supplier_id: string | null;
              supplier_name: string | null;
              purpose: string | null;
              impact: string | null;
              addresses: string[];
              source: 'person' | 'flows';
              hosts: { id: string; name: string }[];
              dependents: number;
              declared_by_name: string;
              declared_at: string;
              version: number;
              depends: {
                id: string;
                service_id: string;
                dependent_type: 'zone' | 'asset' | 'area' | 'service';
                dependent_id: string;
                dependent_name: string;
                hardness: 'stops_at_once' | 'stops_after' | 'inconvenient';
                after_hours: number | null;
                workaround: string | null;
                source: 'person' | 'flows';
                flows_counted: number;
                declared_by_name: string;
                declared_at: string;
                version: number;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/dependency-proposals': {
    /** Dependencies the flows speak for */
    get: {
      parameters: {
        path: { site_id: string };
        query?: { search?: string | undefined; sort?: string | undefined; limit?: number | undefined; offset?: number | undefined };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                key: string;
                kind:
                  | 'mes'
                  | 'historian'
                  | 'directory'
                  | 'patch_server'
                  | 'erp'
                  | 'backup'
                  | 'name_resolution'
                  | 'time'
                  | 'identity'
                  | 'remote_access'
                  | 'files'
                  | 'database'
                  | 'licence'
                  | 'logistics'
                  | 'quality'
                  | 'utilities'
                  | 'supplier'
                  | 'cloud'
                  | 'internet'
                  | 'other';
                service_id: string | null;
                service_name: string;
                external: boolean;
                host_ids: string[];
                addresses: string[];
                zone_id: string;
                zone_name: string;
                why: { code: 'port' | 'device_kind' | 'device_name' | 'outside'; value: string }[];
                flows: number;
                clients: number;
                last_seen: string;
                hardness: 'stops_at_once' | 'stops_after' | 'inconvenient';
                after_hours: number | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/dependency-proposals/acceptance': {
    /** Accept a proposed dependency */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            key: string;
            service_name?: string | undefined;
            owner_id?: string | null | undefined;
            hardness: 'stops_at_once' | 'stops_after' | 'inconvenient';
            after_hours?: number | null | undefined;
            workaround?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              kind:
                | 'mes'
                | 'historian'
                | 'directory'
                | 'patch_server'
                | 'erp'
                | 'backup'
                | 'name_resolution'
                | 'time'
                | 'identity'
                | 'remote_access'
                | 'files'
                | 'database'
                | 'licence'
                | 'logistics'
                | 'quality'
                | 'utilities'
                | 'supplier'
                | 'cloud'
                | 'internet'
                | 'other';
              external: boolean;
              business_application: boolean;
              owner_id: string | null;
              owner_name: string | null;
              supplier_id: string | null;
              supplier_name: string | null;
              purpose: string | null;
              impact: string | null;
              addresses: string[];
              source: 'person' | 'flows';
              hosts: { id: string; name: string }[];
              dependents: number;
              declared_by_name: string;
              declared_at: string;
              version: number;
              depends: {
                id: string;
                service_id: string;
                dependent_type: 'zone' | 'asset' | 'area' | 'service';
                dependent_id: string;
                dependent_name: string;
                hardness: 'stops_at_once' | 'stops_after' | 'inconvenient';
                after_hours: number | null;
                workaround: string | null;
                source: 'person' | 'flows';
                flows_counted: number;
                declared_by_name: string;
                declared_at: string;
                version: number;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/dependency-proposals/declining': {
    /** Decline proposed dependencies */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { keys: string[]; reason: string } } };
      responses: {
        200: { content: { 'application/json': { declined: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/dependency-proposals/export': {
    /** As a file: dependencies the flows speak for */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/deputy-plans': {
    /** Plan who will be able to stand in, until when */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            kind: 'role' | 'grant' | 'zone' | 'key' | 'on_call';
            ref: string;
            person_id: string;
            deputy_id: string | null;
            remark: string;
            due_at: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              points: {
                id: string;
                kind: 'role' | 'grant' | 'zone' | 'key' | 'on_call';
                ref: string;
                person_id: string;
                person_name: string;
                what: string;
                place: string | null;
                plan: { deputy_id: string | null; deputy_name: string | null; remark: string; due_at: string; is_late: boolean } | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/document-prints/{sha256}': {
    /** Which version a printed page belongs to, and whether it still holds */
    get: {
      parameters: { path: { site_id: string; sha256: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              document_id: string;
              name: string;
              doc_type:
                | 'ot_security_policy'
                | 'incident_response'
                | 'disaster_recovery'
                | 'business_continuity'
                | 'cryptography'
                | 'naming_standard'
                | 'note_access'
                | 'note_change'
                | 'note_patch'
                | 'note_incident'
                | 'note_supplier'
                | 'other';
              number: number;
              language: 'en' | 'de';
              state: 'proposed' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'superseded';
              approved_at: string | null;
              entry_id: string | null;
              in_force_number: number | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/document-set': {
    /** The documents a site must have, each with what it lacks */
    get: {
      parameters: { path: { site_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                doc_type:
                  | 'ot_security_policy'
                  | 'incident_response'
                  | 'disaster_recovery'
                  | 'business_continuity'
                  | 'cryptography'
                  | 'naming_standard'
                  | 'note_access'
                  | 'note_change'
                  | 'note_patch'
                  | 'note_incident'
                  | 'note_supplier'
                  | 'other';
                required: boolean;
                document_id: string | null;
                name: string | null;
                next_review_on: string | null;
                lacks: ('missing' | 'not_in_force' | 'not_adopted' | 'overdue' | 'orphaned' | 'lags')[];
              }[];
              languages: ('en' | 'de')[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/document-setting': {
    /** Choose the languages documents must exist in at the site */
    put: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { languages: ('en' | 'de')[]; before?: { languages: ('en' | 'de')[] } | undefined } } };
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                doc_type:
                  | 'ot_security_policy'
                  | 'incident_response'
                  | 'disaster_recovery'
                  | 'business_continuity'
                  | 'cryptography'
                  | 'naming_standard'
                  | 'note_access'
                  | 'note_change'
                  | 'note_patch'
                  | 'note_incident'
                  | 'note_supplier'
                  | 'other';
                required: boolean;
                document_id: string | null;
                name: string | null;
                next_review_on: string | null;
                lacks: ('missing' | 'not_in_force' | 'not_adopted' | 'overdue' | 'orphaned' | 'lags')[];
              }[];
              languages: ('en' | 'de')[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/documents': {
    /** List the documents of a site and those of the organisation, as they stand or stood */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          as_of?: string | undefined;
          state?: string | undefined;
          doc_type?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                home_site_id: string;
                home_site_name: string;
                doc_type:
                  | 'ot_security_policy'
                  | 'incident_response'
                  | 'disaster_recovery'
                  | 'business_continuity'
                  | 'cryptography'
                  | 'naming_standard'
                  | 'note_access'
                  | 'note_change'
                  | 'note_patch'
                  | 'note_incident'
                  | 'note_supplier'
                  | 'other';
                name: string;
                reach: 'site' | 'organisation';
                state: 'draft' | 'waiting' | 'in_force' | 'due' | 'overdue' | 'withdrawn';
                number: number | null;
                approved_at: string | null;
                waiting_number: number | null;
                next_review_on: string | null;
                owner_kind: 'ciso' | 'delegate';
                owner_id: string | null;
                owner_name: string | null;
                orphaned: boolean;
                adoption: 'open' | 'adopted' | 'behind' | 'declined' | null;
                adopted_number: number | null;
                languages: { language: 'en' | 'de'; state: 'current' | 'lags' | 'missing'; since: string | null }[];
                readers_asked: number;
                readers_done: number;
                mine: 'not_asked' | 'to_read' | 'read' | 'again' | 'expired';
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Begin a document: from the template of its kind, or empty */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            doc_type:
              | 'ot_security_policy'
              | 'incident_response'
              | 'disaster_recovery'
              | 'business_continuity'
              | 'cryptography'
              | 'naming_standard'
              | 'note_access'
              | 'note_change'
              | 'note_patch'
              | 'note_incident'
              | 'note_supplier'
              | 'other';
            name: string;
            reach: 'site' | 'organisation';
            main_language: 'en' | 'de';
            template?: boolean | undefined;
            owner_kind: 'ciso' | 'delegate';
            owner_id: string | null;
            review_months: number;
            acknowledge_days: number;
            audience_roles: (
              | 'owner'
              | 'ciso'
              | 'plant_manager'
              | 'ot_lead'
              | 'technician'
              | 'auditor'
              | 'board'
              | 'ot_security_officer'
              | 'site_ot_lead'
              | 'asset_owner'
              | 'process_owner'
              | 'incident_coordinator'
              | 'safety_responsible'
              | 'it_lead'
              | 'shift_lead'
              | 'maintenance_lead'
              | 'works_council'
              | 'communications'
            )[];
            audience_ids: string[];
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              home_site_id: string;
              home_site_name: string;
              doc_type:
                | 'ot_security_policy'
                | 'incident_response'
                | 'disaster_recovery'
                | 'business_continuity'
                | 'cryptography'
                | 'naming_standard'
                | 'note_access'
                | 'note_change'
                | 'note_patch'
                | 'note_incident'
                | 'note_supplier'
                | 'other';
              name: string;
              reach: 'site' | 'organisation';
              state: 'draft' | 'waiting' | 'in_force' | 'due' | 'overdue' | 'withdrawn';
              number: number | null;
              approved_at: string | null;
              waiting_number: number | null;
              next_review_on: string | null;
              owner_kind: 'ciso' | 'delegate';
              owner_id: string | null;
              owner_name: string | null;
              orphaned: boolean;
              adoption: 'open' | 'adopted' | 'behind' | 'declined' | null;
              adopted_number: number | null;
              languages: { language: 'en' | 'de'; state: 'current' | 'lags' | 'missing'; since: string | null }[];
              readers_asked: number;
              readers_done: number;
              mine: 'not_asked' | 'to_read' | 'read' | 'again' | 'expired';
              main_language: 'en' | 'de';
              review_months: number;
              acknowledge_days: number;
              audience_roles: (
                | 'owner'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'technician'
                | 'auditor'
                | 'board'
                | 'ot_security_officer'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications'
              )[];
              audience_ids: string[];
              versions: {
                number: number;
                state: 'proposed' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'superseded';
                changes_meaning: boolean;
                proposed_by_name: string;
                proposed_at: string;
                reason: string;
                decided_by_name: string | null;
                decided_at: string | null;
                decision_reason: string | null;
                approval_id: string;
                entry_id: string | null;
                hashes: Record<string, { sha256: string; size_bytes: number }>;
              }[];
              readers: {
                person_id: string;
                name: string;
                state: 'not_asked' | 'to_read' | 'read' | 'again' | 'expired';
                read_at: string | null;
                expires_at: string | null;
              }[];
              adoption_reason: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/documents/export': {
    /** As a file: list the documents of a site and those of the organisation, as they stand or stood */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/documents/selection': {
    /** Choose all: list the documents of a site and those of the organisation, as they stand or stood */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/documents/{document_id}': {
    /** One document with its versions and readers, as it stands or stood */
    get: {
      parameters: { path: { site_id: string; document_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              home_site_id: string;
              home_site_name: string;
              doc_type:
                | 'ot_security_policy'
                | 'incident_response'
                | 'disaster_recovery'
                | 'business_continuity'
                | 'cryptography'
                | 'naming_standard'
                | 'note_access'
                | 'note_change'
                | 'note_patch'
                | 'note_incident'
                | 'note_supplier'
                | 'other';
              name: string;
              reach: 'site' | 'organisation';
              state: 'draft' | 'waiting' | 'in_force' | 'due' | 'overdue' | 'withdrawn';
              number: number | null;
              approved_at: string | null;
              waiting_number: number | null;
              next_review_on: string | null;
              owner_kind: 'ciso' | 'delegate';
              owner_id: string | null;
              owner_name: string | null;
              orphaned: boolean;
              adoption: 'open' | 'adopted' | 'behind' | 'declined' | null;
              adopted_number: number | null;
              languages: { language: 'en' | 'de'; state: 'current' | 'lags' | 'missing'; since: string | null }[];
              readers_asked: number;
              readers_done: number;
              mine: 'not_asked' | 'to_read' | 'read' | 'again' | 'expired';
              main_language: 'en' | 'de';
              review_months: number;
              acknowledge_days: number;
              audience_roles: (
                | 'owner'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'technician'
                | 'auditor'
                | 'board'
                | 'ot_security_officer'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications'
              )[];
              audience_ids: string[];
              versions: {
                number: number;
                state: 'proposed' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'superseded';
                changes_meaning: boolean;
                proposed_by_name: string;
                proposed_at: string;
                reason: string;
                decided_by_name: string | null;
                decided_at: string | null;
                decision_reason: string | null;
                approval_id: string;
                entry_id: string | null;
                hashes: Record<string, { sha256: string; size_bytes: number }>;
              }[];
              readers: {
                person_id: string;
                name: string;
                state: 'not_asked' | 'to_read' | 'read' | 'again' | 'expired';
                read_at: string | null;
                expires_at: string | null;
              }[];
              adoption_reason: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Change owner, review rhythm and who shall read a document */
    patch: {
      parameters: { path: { site_id: string; document_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            owner_kind: 'ciso' | 'delegate';
            owner_id: string | null;
            review_months: number;
            acknowledge_days: number;
            audience_roles: (
              | 'owner'
              | 'ciso'
              | 'plant_manager'
              | 'ot_lead'
              | 'technician'
              | 'auditor'
              | 'board'
              | 'ot_security_officer'
              | 'site_ot_lead'
              | 'asset_owner'
              | 'process_owner'
              | 'incident_coordinator'
              | 'safety_responsible'
              | 'it_lead'
              | 'shift_lead'
              | 'maintenance_lead'
              | 'works_council'
              | 'communications'
            )[];
            audience_ids: string[];
            version: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              home_site_id: string;
              home_site_name: string;
              doc_type:
                | 'ot_security_policy'
                | 'incident_response'
                | 'disaster_recovery'
                | 'business_continuity'
                | 'cryptography'
                | 'naming_standard'
                | 'note_access'
                | 'note_change'
                | 'note_patch'
                | 'note_incident'
                | 'note_supplier'
                | 'other';
              name: string;
              reach: 'site' | 'organisation';
              state: 'draft' | 'waiting' | 'in_force' | 'due' | 'overdue' | 'withdrawn';
              number: number | null;
              approved_at: string | null;
              waiting_number: number | null;
              next_review_on: string | null;
              owner_kind: 'ciso' | 'delegate';
              owner_id: string | null;
              owner_name: string | null;
              orphaned: boolean;
              adoption: 'open' | 'adopted' | 'behind' | 'declined' | null;
              adopted_number: number | null;
              languages: { language: 'en' | 'de'; state: 'current' | 'lags' | 'missing'; since: string | null }[];
              readers_asked: number;
              readers_done: number;
              mine: 'not_asked' | 'to_read' | 'read' | 'again' | 'expired';
              main_language: 'en' | 'de';
              review_months: number;
              acknowledge_days: number;
              audience_roles: (
                | 'owner'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'technician'
                | 'auditor'
                | 'board'
                | 'ot_security_officer'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications'
              )[];
              audience_ids: string[];
              versions: {
                number: number;
                state: 'proposed' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'superseded';
                changes_meaning: boolean;
                proposed_by_name: string;
                proposed_at: string;
                reason: string;
                decided_by_name: string | null;
                decided_at: string | null;
                decision_reason: string | null;
                approval_id: string;
                entry_id: string | null;
                hashes: Record<string, { sha256: string; size_bytes: number }>;
              }[];
              readers: {
                person_id: string;
                name: string;
                state: 'not_asked' | 'to_read' | 'read' | 'again' | 'expired';
                read_at: string | null;
                expires_at: string | null;
              }[];
              adoption_reason: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/documents/{document_id}/acknowledgement': {
    /** Say for oneself: read and understood */
    post: {
      parameters: { path: { site_id: string; document_id: string }; query?: never };
      requestBody: { content: { 'application/json': { number: number; language: 'en' | 'de' } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              home_site_id: string;
              home_site_name: string;
              doc_type:
                | 'ot_security_policy'
                | 'incident_response'
                | 'disaster_recovery'
                | 'business_continuity'
                | 'cryptography'
                | 'naming_standard'
                | 'note_access'
                | 'note_change'
                | 'note_patch'
                | 'note_incident'
                | 'note_supplier'
                | 'other';
              name: string;
              reach: 'site' | 'organisation';
              state: 'draft' | 'waiting' | 'in_force' | 'due' | 'overdue' | 'withdrawn';
              number: number | null;
              approved_at: string | null;
              waiting_number: number | null;
              next_review_on: string | null;
              owner_kind: 'ciso' | 'delegate';
              owner_id: string | null;
              owner_name: string | null;
              orphaned: boolean;
              adoption: 'open' | 'adopted' | 'behind' | 'declined' | null;
              adopted_number: number | null;
              languages: { language: 'en' | 'de'; state: 'current' | 'lags' | 'missing'; since: string | null }[];
              readers_asked: number;
              readers_done: number;
              mine: 'not_asked' | 'to_read' | 'read' | 'again' | 'expired';
              main_language: 'en' | 'de';
              review_months: number;
              acknowledge_days: number;
              audience_roles: (
                | 'owner'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'technician'
                | 'auditor'
                | 'board'
                | 'ot_security_officer'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications'
              )[];
              audience_ids: string[];
              versions: {
                number: number;
                state: 'proposed' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'superseded';
                changes_meaning: boolean;
                proposed_by_name: string;
                proposed_at: string;
                reason: string;
                decided_by_name: string | null;
                decided_at: string | null;
                decision_reason: string | null;
                approval_id: string;
                entry_id: string | null;
                hashes: Record<string, { sha256: string; size_bytes: number }>;
              }[];
              readers: {
                person_id: string;
                name: string;
                state: 'not_asked' | 'to_read' | 'read' | 'again' | 'expired';
                read_at: string | null;
                expires_at: string | null;
              }[];
              adoption_reason: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/documents/{document_id}/adoption': {
    /** Adopt a document of the organisation in the version in force: from then on it holds at this site */
    post: {
      parameters: { path: { site_id: string; document_id: string }; query?: never };
      requestBody: { content: { 'application/json': { number: number; reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              home_site_id: string;
              home_site_name: string;
              doc_type:
                | 'ot_security_policy'
                | 'incident_response'
                | 'disaster_recovery'
                | 'business_continuity'
                | 'cryptography'
                | 'naming_standard'
                | 'note_access'
                | 'note_change'
                | 'note_patch'
                | 'note_incident'
                | 'note_supplier'
                | 'other';
              name: string;
              reach: 'site' | 'organisation';
              state: 'draft' | 'waiting' | 'in_force' | 'due' | 'overdue' | 'withdrawn';
              number: number | null;
              approved_at: string | null;
              waiting_number: number | null;
              next_review_on: string | null;
              owner_kind: 'ciso' | 'delegate';
              owner_id: string | null;
              owner_name: string | null;
              orphaned: boolean;
              adoption: 'open' | 'adopted' | 'behind' | 'declined' | null;
              adopted_number: number | null;
              languages: { language: 'en' | 'de'; state: 'current' | 'lags' | 'missing'; since: string | null }[];
              readers_asked: number;
              readers_done: number;
              mine: 'not_asked' | 'to_read' | 'read' | 'again' | 'expired';
              main_language: 'en' | 'de';
              review_months: number;
              acknowledge_days: number;
              audience_roles: (
                | 'owner'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'technician'
                | 'auditor'
                | 'board'
                | 'ot_security_officer'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications'
              )[];
              audience_ids: string[];
              versions: {
                number: number;
                state: 'proposed' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'superseded';
                changes_meaning: boolean;
                proposed_by_name: string;
                proposed_at: string;
                reason: string;
                decided_by_name: string | null;
                decided_at: string | null;
                decision_reason: string | null;
                approval_id: string;
                entry_id: string | null;
                hashes: Record<string, { sha256: string; size_bytes: number }>;
              }[];
              readers: {
                person_id: string;
                name: string;
                state: 'not_asked' | 'to_read' | 'read' | 'again' | 'expired';
                read_at: string | null;
                expires_at: string | null;
              }[];
              adoption_reason: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/documents/{document_id}/adoption-refusal': {
    /** Say that the site does not adopt a document of the organisation, and why */
    post: {
      parameters: { path: { site_id: string; document_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              home_site_id: string;
              home_site_name: string;
              doc_type:
                | 'ot_security_policy'
                | 'incident_response'
                | 'disaster_recovery'
                | 'business_continuity'
                | 'cryptography'
                | 'naming_standard'
                | 'note_access'
                | 'note_change'
                | 'note_patch'
                | 'note_incident'
                | 'note_supplier'
                | 'other';
              name: string;
              reach: 'site' | 'organisation';
              state: 'draft' | 'waiting' | 'in_force' | 'due' | 'overdue' | 'withdrawn';
              number: number | null;
              approved_at: string | null;
              waiting_number: number | null;
              next_review_on: string | null;
              owner_kind: 'ciso' | 'delegate';
              owner_id: string | null;
              owner_name: string | null;
              orphaned: boolean;
              adoption: 'open' | 'adopted' | 'behind' | 'declined' | null;
              adopted_number: number | null;
              languages: { language: 'en' | 'de'; state: 'current' | 'lags' | 'missing'; since: string | null }[];
              readers_asked: number;
              readers_done: number;
              mine: 'not_asked' | 'to_read' | 'read' | 'again' | 'expired';
              main_language: 'en' | 'de';
              review_months: number;
              acknowledge_days: number;
              audience_roles: (
                | 'owner'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'technician'
                | 'auditor'
                | 'board'
                | 'ot_security_officer'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications'
              )[];
              audience_ids: string[];
              versions: {
                number: number;
                state: 'proposed' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'superseded';
                changes_meaning: boolean;
                proposed_by_name: string;
                proposed_at: string;
                reason: string;
                decided_by_name: string | null;
                decided_at: string | null;
                decision_reason: string | null;
                approval_id: string;
                entry_id: string | null;
                hashes: Record<string, { sha256: string; size_bytes: number }>;
              }[];
              readers: {
                person_id: string;
                name: string;
                state: 'not_asked' | 'to_read' | 'read' | 'again' | 'expired';
                read_at: string | null;
                expires_at: string | null;
              }[];
              adoption_reason: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/documents/{document_id}/draft': {
    /** Throw away what the person was writing */
    delete: {
      parameters: { path: { site_id: string; document_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              texts: Record<string, { title: string; sections: { id: string; heading: string; body: string }[] }>;
              base_number: number | null;
              saved_at: string | null;
              places: Record<string, string[]>;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** What the person was writing; else the text to start from */
    get: {
      parameters: { path: { site_id: string; document_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              texts: Record<string, { title: string; sections: { id: string; heading: string; body: string }[] }>;
              base_number: number | null;
              saved_at: string | null;
              places: Record<string, string[]>;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Keep what the person is writing; nobody else sees it */
    put: {
      parameters: { path: { site_id: string; document_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            texts: Record<string, { title: string; sections: { id: string; heading: string; body: string }[] }>;
            base_number: number | null;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { saved_at: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/documents/{document_id}/review': {
    /** Say that the document in force is still right; its next review moves on */
    post: {
      parameters: { path: { site_id: string; document_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              home_site_id: string;
              home_site_name: string;
              doc_type:
                | 'ot_security_policy'
                | 'incident_response'
                | 'disaster_recovery'
                | 'business_continuity'
                | 'cryptography'
                | 'naming_standard'
                | 'note_access'
                | 'note_change'
                | 'note_patch'
                | 'note_incident'
                | 'note_supplier'
                | 'other';
              name: string;
              reach: 'site' | 'organisation';
              state: 'draft' | 'waiting' | 'in_force' | 'due' | 'overdue' | 'withdrawn';
              number: number | null;
              approved_at: string | null;
              waiting_number: number | null;
              next_review_on: string | null;
              owner_kind: 'ciso' | 'delegate';
              owner_id: string | null;
              owner_name: string | null;
              orphaned: boolean;
              adoption: 'open' | 'adopted' | 'behind' | 'declined' | null;
              adopted_number: number | null;
              languages: { language: 'en' | 'de'; state: 'current' | 'lags' | 'missing'; since: string | null }[];
              readers_asked: number;
              readers_done: number;
              mine: 'not_asked' | 'to_read' | 'read' | 'again' | 'expired';
              main_language: 'en' | 'de';
              review_months: number;
              acknowledge_days: number;
              audience_roles: (
                | 'owner'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'technician'
                | 'auditor'
                | 'board'
                | 'ot_security_officer'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications'
              )[];
              audience_ids: string[];
              versions: {
                number: number;
                state: 'proposed' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'superseded';
                changes_meaning: boolean;
                proposed_by_name: string;
                proposed_at: string;
                reason: string;
                decided_by_name: string | null;
                decided_at: string | null;
                decision_reason: string | null;
                approval_id: string;
                entry_id: string | null;
                hashes: Record<string, { sha256: string; size_bytes: number }>;
              }[];
              readers: {
                person_id: string;
                name: string;
                state: 'not_asked' | 'to_read' | 'read' | 'again' | 'expired';
                read_at: string | null;
                expires_at: string | null;
              }[];
              adoption_reason: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/documents/{document_id}/versions': {
    /** Propose a version; it holds when a second person approves it */
    post: {
      parameters: { path: { site_id: string; document_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            texts: Record<string, { title: string; sections: { id: string; heading: string; body: string }[] }>;
            base_number: number | null;
            changes_meaning: boolean;
            still_fits?: ('en' | 'de')[] | undefined;
            reason: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              home_site_id: string;
              home_site_name: string;
              doc_type:
                | 'ot_security_policy'
                | 'incident_response'
                | 'disaster_recovery'
                | 'business_continuity'
                | 'cryptography'
                | 'naming_standard'
                | 'note_access'
                | 'note_change'
                | 'note_patch'
                | 'note_incident'
                | 'note_supplier'
                | 'other';
              name: string;
              reach: 'site' | 'organisation';
              state: 'draft' | 'waiting' | 'in_force' | 'due' | 'overdue' | 'withdrawn';
              number: number | null;
              approved_at: string | null;
              waiting_number: number | null;
              next_review_on: string | null;
              owner_kind: 'ciso' | 'delegate';
              owner_id: string | null;
              owner_name: string | null;
              orphaned: boolean;
              adoption: 'open' | 'adopted' | 'behind' | 'declined' | null;
              adopted_number: number | null;
              languages: { language: 'en' | 'de'; state: 'current' | 'lags' | 'missing'; since: string | null }[];
              readers_asked: number;
              readers_done: number;
              mine: 'not_asked' | 'to_read' | 'read' | 'again' | 'expired';
              main_language: 'en' | 'de';
              review_months: number;
              acknowledge_days: number;
              audience_roles: (
                | 'owner'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'technician'
                | 'auditor'
                | 'board'
                | 'ot_security_officer'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications'
              )[];
              audience_ids: string[];
              versions: {
                number: number;
                state: 'proposed' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'superseded';
                changes_meaning: boolean;
                proposed_by_name: string;
                proposed_at: string;
                reason: string;
                decided_by_name: string | null;
                decided_at: string | null;
                decision_reason: string | null;
                approval_id: string;
                entry_id: string | null;
                hashes: Record<string, { sha256: string; size_bytes: number }>;
              }[];
              readers: {
                person_id: string;
                name: string;
                state: 'not_asked' | 'to_read' | 'read' | 'again' | 'expired';
                read_at: string | null;
                expires_at: string | null;
              }[];
              adoption_reason: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/documents/{document_id}/versions/{number}': {
    /** The text of one version, what fills its places, and the version it followed */
    get: {
      parameters: { path: { site_id: string; document_id: string; number: number }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              number: number;
              main_language: 'en' | 'de';
              texts: Record<string, { title: string; sections: { id: string; heading: string; body: string }[] }>;
              places: Record<string, string[]>;
              before: Record<string, { title: string; sections: { id: string; heading: string; body: string }[] }> | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/documents/{document_id}/versions/{number}/paper': {
    /** A version on paper, its places filled as of today: PDF */
    get: {
      parameters: { path: { site_id: string; document_id: string; number: number }; query: { language: 'en' | 'de' } };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/documents/{document_id}/versions/{number}/text': {
    /** The text of a version as the file whose hash stands in the ledger */
    get: {
      parameters: { path: { site_id: string; document_id: string; number: number }; query: { language: 'en' | 'de' } };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/documents/{document_id}/withdrawal': {
    /** Take a document out of force; it stays readable */
    post: {
      parameters: { path: { site_id: string; document_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              home_site_id: string;
              home_site_name: string;
              doc_type:
                | 'ot_security_policy'
                | 'incident_response'
                | 'disaster_recovery'
                | 'business_continuity'
                | 'cryptography'
                | 'naming_standard'
                | 'note_access'
                | 'note_change'
                | 'note_patch'
                | 'note_incident'
                | 'note_supplier'
                | 'other';
              name: string;
              reach: 'site' | 'organisation';
              state: 'draft' | 'waiting' | 'in_force' | 'due' | 'overdue' | 'withdrawn';
              number: number | null;
              approved_at: string | null;
              waiting_number: number | null;
              next_review_on: string | null;
              owner_kind: 'ciso' | 'delegate';
              owner_id: string | null;
              owner_name: string | null;
              orphaned: boolean;
              adoption: 'open' | 'adopted' | 'behind' | 'declined' | null;
              adopted_number: number | null;
              languages: { language: 'en' | 'de'; state: 'current' | 'lags' | 'missing'; since: string | null }[];
              readers_asked: number;
              readers_done: number;
              mine: 'not_asked' | 'to_read' | 'read' | 'again' | 'expired';
              main_language: 'en' | 'de';
              review_months: number;
              acknowledge_days: number;
              audience_roles: (
                | 'owner'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'technician'
                | 'auditor'
                | 'board'
                | 'ot_security_officer'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications'
              )[];
              audience_ids: string[];
              versions: {
                number: number;
                state: 'proposed' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'superseded';
                changes_meaning: boolean;
                proposed_by_name: string;
                proposed_at: string;
                reason: string;
                decided_by_name: string | null;
                decided_at: string | null;
                decision_reason: string | null;
                approval_id: string;
                entry_id: string | null;
                hashes: Record<string, { sha256: string; size_bytes: number }>;
              }[];
              readers: {
                person_id: string;
                name: string;
                state: 'not_asked' | 'to_read' | 'read' | 'again' | 'expired';
                read_at: string | null;
                expires_at: string | null;
              }[];
              adoption_reason: string | null;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/enforcers': {
    /** The firewalls that hold conduits of a site, and what each is */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                kind: 'enforcer' | 'nftables' | 'fortigate' | 'cisco_asa' | 'cisco_ios' | 'palo_alto';
                compared_at: string | null;
                layout: 'routed' | 'bridged';
                outside: 'pass' | 'drop';
                confirm_within_s: number;
                confirms_itself: boolean;
                state:
                  | 'waiting_for_machine'
                  | 'code_expired'
                  | 'empty'
                  | 'in_force'
                  | 'trying'
                  | 'rolled_back'
                  | 'differs'
                  | 'out_of_step'
                  | 'silent'
                  | 'ended';
                newest_list: {
                  list_sequence: number;
                  state: 'offered' | 'waiting' | 'confirmed' | 'rolled_back' | 'withdrawn' | 'past';
                  why: string | null;
                  rolled_out_at: string;
                  due_at: string | null;
                  confirmed_at: string | null;
                  ended_at: string | null;
                  window_number: number | null;
                } | null;
                zones: { zone_id: string; name: string; interface: string | null }[];
                conduits: number;
                closed: number;
                set_here: number;
                refused_packets: number;
                enrolled_at: string | null;
                seen_at: string | null;
                version: string | null;
                registered_by_name: string;
                registered_at: string;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Register an enforcer; the answer holds the code its machine is enrolled with, once */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            kind?: 'enforcer' | 'nftables' | 'fortigate' | 'cisco_asa' | 'cisco_ios' | 'palo_alto' | undefined;
            layout: 'routed' | 'bridged';
            outside?: 'pass' | 'drop' | undefined;
            zones: { zone_id: string; interface?: string | null | undefined }[];
            confirm_within_s?: number | undefined;
            confirms_itself?: boolean | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              enforcer: {
                id: string;
                name: string;
                kind: 'enforcer' | 'nftables' | 'fortigate' | 'cisco_asa' | 'cisco_ios' | 'palo_alto';
                compared_at: string | null;
                layout: 'routed' | 'bridged';
                outside: 'pass' | 'drop';
                confirm_within_s: number;
                confirms_itself: boolean;
                state:
                  | 'waiting_for_machine'
                  | 'code_expired'
                  | 'empty'
                  | 'in_force'
                  | 'trying'
                  | 'rolled_back'
                  | 'differs'
                  | 'out_of_step'
                  | 'silent'
                  | 'ended';
                newest_list: {
                  list_sequence: number;
                  state: 'offered' | 'waiting' | 'confirmed' | 'rolled_back' | 'withdrawn' | 'past';
                  why: string | null;
                  rolled_out_at: string;
                  due_at: string | null;
                  confirmed_at: string | null;
                  ended_at: string | null;
                  window_number: number | null;
                } | null;
                zones: { zone_id: string; name: string; interface: string | null }[];
                conduits: number;
                closed: number;
                set_here: number;
                refused_packets: number;
                enrolled_at: string | null;
                seen_at: string | null;
                version: string | null;
                registered_by_name: string;
                registered_at: string;
              };
              code: string | null;
              code_expires_at: string | null;
              command: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/enforcers/export': {
    /** As a file: the firewalls that hold conduits of a site, and what each is */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/enforcers/selection': {
    /** Choose all: the firewalls that hold conduits of a site, and what each is */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/enforcers/{enforcer_id}': {
    /** One enforcer: its conduits, rules with counters, and what became of its lists */
    get: {
      parameters: { path: { site_id: string; enforcer_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              kind: 'enforcer' | 'nftables' | 'fortigate' | 'cisco_asa' | 'cisco_ios' | 'palo_alto';
              compared_at: string | null;
              layout: 'routed' | 'bridged';
              outside: 'pass' | 'drop';
              confirm_within_s: number;
              confirms_itself: boolean;
              state:
                | 'waiting_for_machine'
                | 'code_expired'
                | 'empty'
                | 'in_force'
                | 'trying'
                | 'rolled_back'
                | 'differs'
                | 'out_of_step'
                | 'silent'
                | 'ended';
              newest_list: {
                list_sequence: number;
                state: 'offered' | 'waiting' | 'confirmed' | 'rolled_back' | 'withdrawn' | 'past';
                why: string | null;
                rolled_out_at: string;
                due_at: string | null;
                confirmed_at: string | null;
                ended_at: string | null;
                window_number: number | null;
              } | null;
              zones: { zone_id: string; name: string; interface: string | null }[];
              conduits: number;
              closed: number;
              set_here: number;
              refused_packets: number;
              enrolled_at: string | null;
              seen_at: string | null;
              version: string | null;
              registered_by_name: string;
              registered_at: string;
              comparison: {
                is_same: boolean;
                config_sha256: string;
                rules_approved: number;
                rules_found: number;
                differences: {
                  kind: 'missing' | 'extra' | 'different' | 'order';
                  line: number | null;
                  rule_id: string | null;
                  conduit_id: string | null;
                  tag: string;
                  what: string[];
                  condition: string;
                }[];
                unknown: { line: number; text: string }[];
                foreign: { line: number; text: string }[];
                unresolved: { line: number; text: string }[];
                too_large: boolean;
              } | null;
              held: {
                conduit_id: string;
                name: string;
                ordered: 'normal' | 'essential' | 'isolated';
                held: 'normal' | 'essential' | 'isolated' | null;
                set_here: boolean;
                has_list: boolean;
                in_step: boolean;
                refused_packets: number;
                rules: {
                  rule_id: string;
                  purpose: string;
                  standing: 'enforced' | 'detected' | 'unenforceable';
                  code: string;
                  params: Record<string, string | number>;
                  packets: number;
                  bytes: number;
                }[];
              }[];
              lists: {
                list_sequence: number;
                state: 'offered' | 'waiting' | 'confirmed' | 'rolled_back' | 'withdrawn' | 'past';
                versions: { conduit_id: string; name: string; version: number | null }[];
                rolled_out_by_name: string;
                rolled_out_at: string;
                applied_at: string | null;
                due_at: string | null;
                confirmed_by_name: string | null;
                confirmed_at: string | null;
                why: string | null;
                ended_at: string | null;
                window_number: number | null;
              }[];
              sequence: number;
              ruleset_sha256: string | null;
              kernel_sha256: string | null;
              is_as_ordered: boolean;
              notes: { code: string; params: Record<string, string> }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Change an enforcer: name, layout, the zones it stands between, how lists are confirmed */
    patch: {
      parameters: { path: { site_id: string; enforcer_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            kind?: 'enforcer' | 'nftables' | 'fortigate' | 'cisco_asa' | 'cisco_ios' | 'palo_alto' | undefined;
            layout: 'routed' | 'bridged';
            outside?: 'pass' | 'drop' | undefined;
            zones: { zone_id: string; interface?: string | null | undefined }[];
            confirm_within_s?: number | undefined;
            confirms_itself?: boolean | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              kind: 'enforcer' | 'nftables' | 'fortigate' | 'cisco_asa' | 'cisco_ios' | 'palo_alto';
              compared_at: string | null;
              layout: 'routed' | 'bridged';
              outside: 'pass' | 'drop';
              confirm_within_s: number;
              confirms_itself: boolean;
              state:
                | 'waiting_for_machine'
                | 'code_expired'
                | 'empty'
                | 'in_force'
                | 'trying'
                | 'rolled_back'
                | 'differs'
                | 'out_of_step'
                | 'silent'
                | 'ended';
              newest_list: {
                list_sequence: number;
                state: 'offered' | 'waiting' | 'confirmed' | 'rolled_back' | 'withdrawn' | 'past';
                why: string | null;
                rolled_out_at: string;
                due_at: string | null;
                confirmed_at: string | null;
                ended_at: string | null;
                window_number: number | null;
              } | null;
              zones: { zone_id: string; name: string; interface: string | null }[];
              conduits: number;
              closed: number;
              set_here: number;
              refused_packets: number;
              enrolled_at: string | null;
              seen_at: string | null;
              version: string | null;
              registered_by_name: string;
              registered_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/enforcers/{enforcer_id}/code': {
    /** A new code for an enforcer, for another machine or one that was set up anew */
    post: {
      parameters: { path: { site_id: string; enforcer_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              enforcer: {
                id: string;
                name: string;
                kind: 'enforcer' | 'nftables' | 'fortigate' | 'cisco_asa' | 'cisco_ios' | 'palo_alto';
                compared_at: string | null;
                layout: 'routed' | 'bridged';
                outside: 'pass' | 'drop';
                confirm_within_s: number;
                confirms_itself: boolean;
                state:
                  | 'waiting_for_machine'
                  | 'code_expired'
                  | 'empty'
                  | 'in_force'
                  | 'trying'
                  | 'rolled_back'
                  | 'differs'
                  | 'out_of_step'
                  | 'silent'
                  | 'ended';
                newest_list: {
                  list_sequence: number;
                  state: 'offered' | 'waiting' | 'confirmed' | 'rolled_back' | 'withdrawn' | 'past';
                  why: string | null;
                  rolled_out_at: string;
                  due_at: string | null;
                  confirmed_at: string | null;
                  ended_at: string | null;
                  window_number: number | null;
                } | null;
                zones: { zone_id: string; name: string; interface: string | null }[];
                conduits: number;
                closed: number;
                set_here: number;
                refused_packets: number;
                enrolled_at: string | null;
                seen_at: string | null;
                version: string | null;
                registered_by_name: string;
                registered_at: string;
              };
              code: string | null;
              code_expires_at: string | null;
              command: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/enforcers/{enforcer_id}/comparison': {
    /** Bring the configuration of a firewall of another make, and compare it with the approved lists; the text is not kept */
    post: {
      parameters: { path: { site_id: string; enforcer_id: string }; query?: never };
      requestBody: { content: { 'application/json': { text: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              is_same: boolean;
              config_sha256: string;
              rules_approved: number;
              rules_found: number;
              differences: {
                kind: 'missing' | 'extra' | 'different' | 'order';
                line: number | null;
                rule_id: string | null;
                conduit_id: string | null;
                tag: string;
                what: string[];
                condition: string;
              }[];
              unknown: { line: number; text: string }[];
              foreign: { line: number; text: string }[];
              unresolved: { line: number; text: string }[];
              too_large: boolean;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/enforcers/{enforcer_id}/compiled': {
    /** The approved lists of an enforcer as text for a firewall, with what becomes of each rule there */
    get: {
      parameters: {
        path: { site_id: string; enforcer_id: string };
        query: {
          target: 'nftables' | 'fortigate' | 'cisco_asa' | 'cisco_ios' | 'palo_alto' | 'suricata' | 'order_sheet';
          language?: 'en' | 'de' | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              target: 'nftables' | 'fortigate' | 'cisco_asa' | 'cisco_ios' | 'palo_alto' | 'suricata' | 'order_sheet';
              text: string;
              csv: string | null;
              standings: {
                conduit_id: string;
                conduit_name: string;
                rule_id: string;
                purpose: string;
                standing: 'enforced' | 'detected' | 'unenforceable';
                code: string;
                params: Record<string, string | number>;
              }[];
              notes: { code: string; params: Record<string, string> }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/enforcers/{enforcer_id}/compiled/file': {
    /** The same as a file */
    get: {
      parameters: {
        path: { site_id: string; enforcer_id: string };
        query: {
          target: 'nftables' | 'fortigate' | 'cisco_asa' | 'cisco_ios' | 'palo_alto' | 'suricata' | 'order_sheet';
          language?: 'en' | 'de' | undefined;
          as?: 'text' | 'table' | undefined;
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/enforcers/{enforcer_id}/confirmation': {
    /** Confirm that the list that is tried may stay */
    post: {
      parameters: { path: { site_id: string; enforcer_id: string }; query?: never };
      requestBody: { content: { 'application/json': { list_sequence: number } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/enforcers/{enforcer_id}/difference': {
    /** What rolling out the approved lists would change on an enforcer, line by line */
    get: {
      parameters: { path: { site_id: string; enforcer_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              changed: boolean;
              added: number;
              removed: number;
              lines: { is: 'same' | 'added' | 'removed'; text: string }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/enforcers/{enforcer_id}/end': {
    /** End an enforcer: its certificate counts no more; what it holds stays on the machine */
    post: {
      parameters: { path: { site_id: string; enforcer_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/enforcers/{enforcer_id}/roll-out': {
    /** Put the approved lists on an enforcer; it goes back by itself unless confirmed in time */
    post: {
      parameters: { path: { site_id: string; enforcer_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/enforcers/{enforcer_id}/taking-back': {
    /** Take back the list that is tried; the one before counts again at once */
    post: {
      parameters: { path: { site_id: string; enforcer_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/erasures': {
    /** List the requests to erase personal data, and what became of them */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                of: 'person' | 'entry';
                person_id: string | null;
                person_name: string | null;
                entry_id: string | null;
                ground: 'request_of_person' | 'retention_over' | 'not_needed' | 'wrong_entry';
                parts: ('account' | 'texts' | 'named')[];
                reason: string;
                payloads: number;
                places: Record<string, number>;
                remains: Record<string, number>;
                state: 'waiting' | 'erased' | 'refused' | 'withdrawn' | 'expired';
                asked_by: string;
                asked_by_name: string;
                asked_at: string;
                decided_by_name: string | null;
                decided_at: string | null;
                approval_id: string | null;
                erasing_entry: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Ask for an erasure of just what the preview showed; a second person decides */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            of: { what: 'person'; person_id: string; parts: ('account' | 'texts' | 'named')[] } | { what: 'entry'; entry_id: string };
            ground: 'request_of_person' | 'retention_over' | 'not_needed' | 'wrong_entry';
            reason: string;
            sha256: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              of: 'person' | 'entry';
              person_id: string | null;
              person_name: string | null;
              entry_id: string | null;
              ground: 'request_of_person' | 'retention_over' | 'not_needed' | 'wrong_entry';
              parts: ('account' | 'texts' | 'named')[];
              reason: string;
              payloads: number;
              places: Record<string, number>;
              remains: Record<string, number>;
              state: 'waiting' | 'erased' | 'refused' | 'withdrawn' | 'expired';
              asked_by: string;
              asked_by_name: string;
              asked_at: string;
              decided_by_name: string | null;
              decided_at: string | null;
              approval_id: string | null;
              erasing_entry: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/erasures/export': {
    /** As a file: list the requests to erase personal data, and what became of them */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/erasures/preview': {
    /** What an erasure would empty, what would stay and why, and which legal holds forbid it */
    get: {
      parameters: {
        path: { site_id: string };
        query?: { person_id?: string | undefined; entry_id?: string | undefined; parts?: string | undefined };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              payloads: {
                entry_id: string;
                n: number;
                kind: string;
                at: string;
                name: string;
                text: string;
                why: 'about' | 'by' | 'named' | 'entry';
              }[];
              total: number;
              places: Record<string, number>;
              remains: Record<string, number>;
              holds: {
                id: string;
                scope: 'person' | 'site' | 'period' | 'evidence_item';
                person_id: string | null;
                person_name: string | null;
                item_id: string | null;
                from_at: string | null;
                until_at: string | null;
                reason: string;
                set_by: string;
                set_by_name: string;
                set_at: string;
                lifted_by_name: string | null;
                lifted_at: string | null;
                lift_reason: string | null;
              }[];
              sha256: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/erasures/selection': {
    /** Choose all: list the requests to erase personal data, and what became of them */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/erasures/{erasure_id}': {
    /** One request, with what of its list is not erased yet and what forbids it */
    get: {
      parameters: { path: { site_id: string; erasure_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              of: 'person' | 'entry';
              person_id: string | null;
              person_name: string | null;
              entry_id: string | null;
              ground: 'request_of_person' | 'retention_over' | 'not_needed' | 'wrong_entry';
              parts: ('account' | 'texts' | 'named')[];
              reason: string;
              payloads: number;
              places: Record<string, number>;
              remains: Record<string, number>;
              state: 'waiting' | 'erased' | 'refused' | 'withdrawn' | 'expired';
              asked_by: string;
              asked_by_name: string;
              asked_at: string;
              decided_by_name: string | null;
              decided_at: string | null;
              approval_id: string | null;
              erasing_entry: string | null;
              list: {
                entry_id: string;
                n: number;
                kind: string;
                at: string;
                name: string;
                text: string;
                why: 'about' | 'by' | 'named' | 'entry';
              }[];
              holds: {
                id: string;
                scope: 'person' | 'site' | 'period' | 'evidence_item';
                person_id: string | null;
                person_name: string | null;
                item_id: string | null;
                from_at: string | null;
                until_at: string | null;
                reason: string;
                set_by: string;
                set_by_name: string;
                set_at: string;
                lifted_by_name: string | null;
                lifted_at: string | null;
                lift_reason: string | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/escalation': {
    /** Set the way up: who is called after whom, and after how many minutes */
    put: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            steps: {
              role?:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications'
                | null
                | undefined;
              person_id?: string | null | undefined;
              wait_minutes: number;
            }[];
            before?:
              | {
                  steps: {
                    role:
                      | 'board'
                      | 'ciso'
                      | 'plant_manager'
                      | 'ot_lead'
                      | 'ot_security_officer'
                      | 'global_ot_team'
                      | 'site_ot_lead'
                      | 'asset_owner'
                      | 'process_owner'
                      | 'incident_coordinator'
                      | 'safety_responsible'
                      | 'it_lead'
                      | 'shift_lead'
                      | 'maintenance_lead'
                      | 'works_council'
                      | 'communications'
                      | null;
                    person_id: string | null;
                    wait_minutes: number;
                  }[];
                }
              | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              answers: {
                question: 'decides' | 'prioritises' | 'reports' | 'controls_contractors';
                person_id: string | null;
                person_name: string | null;
                reach: { email: string | null; phone: string | null; second_phone: string | null; remark: string | null } | null;
                set_at: string | null;
              }[];
              steps: {
                position: number;
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications'
                  | null;
                person_id: string | null;
                person_name: string | null;
                wait_minutes: number;
                reach: { email: string | null; phone: string | null; second_phone: string | null; remark: string | null } | null;
              }[];
              last_test: {
                id: string;
                started_at: string;
                started_by_name: string;
                ended_at: string | null;
                calls: {
                  position: number;
                  person_id: string | null;
                  person_name: string | null;
                  wait_minutes: number;
                  outcome: 'open' | 'reached' | 'not_reached' | 'nobody';
                  answered_at: string | null;
                }[];
              } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/escalation/tests': {
    /** Begin a test call along the way up */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              started_at: string;
              started_by_name: string;
              ended_at: string | null;
              calls: {
                position: number;
                person_id: string | null;
                person_name: string | null;
                wait_minutes: number;
                outcome: 'open' | 'reached' | 'not_reached' | 'nobody';
                answered_at: string | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/escalation/tests/{test_id}/calls': {
    /** Note whether a person of the way up was reached */
    post: {
      parameters: { path: { site_id: string; test_id: string }; query?: never };
      requestBody: { content: { 'application/json': { position: number; outcome: 'reached' | 'not_reached' } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              started_at: string;
              started_by_name: string;
              ended_at: string | null;
              calls: {
                position: number;
                person_id: string | null;
                person_name: string | null;
                wait_minutes: number;
                outcome: 'open' | 'reached' | 'not_reached' | 'nobody';
                answered_at: string | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/essentials': {
    /** Essential assets, crown-jewel information, needed business applications */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          list?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                item_id: string | null;
                list: 'asset' | 'information' | 'application';
                name: string;
                owner_id: string | null;
                owner_name: string | null;
                impact: string | null;
                protect: ('confidentiality' | 'integrity' | 'availability')[];
                asset_id: string | null;
                asset_name: string | null;
                criticality: string | null;
                zone_name: string | null;
                service_id: string | null;
                service_name: string | null;
                version: number;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Put something on a list of what matters most */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            list: 'asset' | 'information' | 'application';
            name: string;
            owner_id?: string | null | undefined;
            impact?: string | null | undefined;
            protect?: ('confidentiality' | 'integrity' | 'availability')[] | undefined;
            asset_id?: string | null | undefined;
            service_id?: string | null | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/essentials/export': {
    /** As a file: essential assets, crown-jewel information, needed business applications */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/essentials/selection': {
    /** Choose all: essential assets, crown-jewel information, needed business applications */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/essentials/{item_id}': {
    /** Take something off a list of what matters most */
    delete: {
      parameters: { path: { site_id: string; item_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Change what a list of what matters most says */
    patch: {
      parameters: { path: { site_id: string; item_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            version: number;
            name?: string | undefined;
            owner_id?: string | null | undefined;
            impact?: string | null | undefined;
            protect?: ('confidentiality' | 'integrity' | 'availability')[] | undefined;
            asset_id?: string | null | undefined;
            service_id?: string | null | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/events': {
    /** List what wrote, programmed, started, stopped or configured */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          asset_id?: string | undefined;
          flow_id?: string | undefined;
          class?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                at: string;
                capture_id: string;
                file: string;
                frame: number;
                client: { id: string; name: string; address: string; kind: string; zone_id: string | null; zone_name: string | null };
                server: {
                  id: string | null;
                  name: string;
                  address: string;
                  kind: string;
                  zone_id: string | null;
                  zone_name: string | null;
                };
                protocol: string;
                operation: string;
                class: 'other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session';
                attack: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/events/export': {
    /** As a file: list what wrote, programmed, started, stopped or configured */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/events/selection': {
    /** Choose all: list what wrote, programmed, started, stopped or configured */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/evidence': {
    /** List the items of evidence */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
          kind?: string | undefined;
          custodian_id?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                number: number;
                form: 'file' | 'object';
                kind:
                  | 'capture'
                  | 'project'
                  | 'image'
                  | 'log'
                  | 'historian_extract'
                  | 'session_recording'
                  | 'switch_state'
                  | 'picture'
                  | 'device'
                  | 'medium'
                  | 'paper'
                  | 'other';
                title: string;
                asset_id: string | null;
                asset_name: string | null;
                capture_id: string | null;
                copy_of: string | null;
                copy_of_number: number | null;
                file_sha256: string | null;
                file_name: string | null;
                file_type: string | null;
                size_bytes: number | null;
                seal_number: string | null;
                sensitive: boolean;
                place: string;
                method: string;
                clock_offset_s: number | null;
                state: 'held' | 'moving' | 'returned' | 'destroyed';
                custodian_id: string;
                custodian_name: string;
                receiver_id: string | null;
                receiver_name: string | null;
                destruction_asked: string | null;
                collected_at: string;
                collected_by: string;
                collected_by_name: string;
                whole: boolean | null;
                measured_at: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Collect: take a file, a capture or a thing into evidence */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            source:
              | { of: 'file'; file: { sha256: string; size_bytes: number; ticket: string }; name: string; type?: string | null | undefined }
              | { of: 'capture'; capture_id: string }
              | { of: 'object'; seal_number?: string | null | undefined };
            kind:
              | 'capture'
              | 'project'
              | 'image'
              | 'log'
              | 'historian_extract'
              | 'session_recording'
              | 'switch_state'
              | 'picture'
              | 'device'
              | 'medium'
              | 'paper'
              | 'other';
            title: string;
            asset_id?: string | null | undefined;
            place: string;
            method: string;
            clock_offset_s?: number | null | undefined;
            sensitive?: boolean | undefined;
            remark?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              form: 'file' | 'object';
              kind:
                | 'capture'
                | 'project'
                | 'image'
                | 'log'
                | 'historian_extract'
                | 'session_recording'
                | 'switch_state'
                | 'picture'
                | 'device'
                | 'medium'
                | 'paper'
                | 'other';
              title: string;
              asset_id: string | null;
              asset_name: string | null;
              capture_id: string | null;
              copy_of: string | null;
              copy_of_number: number | null;
              file_sha256: string | null;
              file_name: string | null;
              file_type: string | null;
              size_bytes: number | null;
              seal_number: string | null;
              sensitive: boolean;
              place: string;
              method: string;
              clock_offset_s: number | null;
              state: 'held' | 'moving' | 'returned' | 'destroyed';
              custodian_id: string;
              custodian_name: string;
              receiver_id: string | null;
              receiver_name: string | null;
              destruction_asked: string | null;
              collected_at: string;
              collected_by: string;
              collected_by_name: string;
              whole: boolean | null;
              measured_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/evidence/export': {
    /** As a file: list the items of evidence */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/evidence/files': {
    /** Bring the bytes of an item: the file is the body; collecting then names them */
    post: {
      parameters: { path: { site_id: string }; query?: { sensitive?: 'true' | 'false' | undefined } };
      requestBody: { content: { 'application/octet-stream': Blob } };
      responses: {
        200: { content: { 'application/json': { sha256: string; size_bytes: number; ticket: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/evidence/selection': {
    /** Choose all: list the items of evidence */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/evidence/{item_id}': {
    /** One item, all acts on it, and what the person may do now */
    get: {
      parameters: { path: { site_id: string; item_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              form: 'file' | 'object';
              kind:
                | 'capture'
                | 'project'
                | 'image'
                | 'log'
                | 'historian_extract'
                | 'session_recording'
                | 'switch_state'
                | 'picture'
                | 'device'
                | 'medium'
                | 'paper'
                | 'other';
              title: string;
              asset_id: string | null;
              asset_name: string | null;
              capture_id: string | null;
              copy_of: string | null;
              copy_of_number: number | null;
              file_sha256: string | null;
              file_name: string | null;
              file_type: string | null;
              size_bytes: number | null;
              seal_number: string | null;
              sensitive: boolean;
              place: string;
              method: string;
              clock_offset_s: number | null;
              state: 'held' | 'moving' | 'returned' | 'destroyed';
              custodian_id: string;
              custodian_name: string;
              receiver_id: string | null;
              receiver_name: string | null;
              destruction_asked: string | null;
              collected_at: string;
              collected_by: string;
              collected_by_name: string;
              whole: boolean | null;
              measured_at: string | null;
              acts: {
                n: number;
                act:
                  | 'collected'
                  | 'sealed'
                  | 'handed_over'
                  | 'taken_back'
                  | 'received'
                  | 'accessed'
                  | 'copied'
                  | 'verified'
                  | 'returned'
                  | 'destruction_asked'
                  | 'destruction_refused'
                  | 'destroyed';
                at: string;
                actor_id: string;
                actor_name: string;
                other_id: string | null;
                other_name: string | null;
                place: string | null;
                tool: string | null;
                seal_number: string | null;
                seal_intact: boolean | null;
                measured_sha256: string | null;
                whole: boolean | null;
                remark: string | null;
                entry_id: string;
              }[];
              may: string[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/evidence/{item_id}/case': {
    /** The item and its chain of custody as CASE/UCO (JSON-LD), for other tools */
    get: {
      parameters: { path: { site_id: string; item_id: string }; query?: never };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/evidence/{item_id}/content': {
    /** Open the content of an item: the opening is an entry, the answer its bytes */
    post: {
      parameters: { path: { site_id: string; item_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            place?: string | null | undefined;
            tool?: string | null | undefined;
            seal_intact?: boolean | null | undefined;
            remark: string;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/evidence/{item_id}/copies': {
    /** Copy an item onto a medium, which becomes an item of its own */
    post: {
      parameters: { path: { site_id: string; item_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            title: string;
            place: string;
            method: string;
            seal_number?: string | null | undefined;
            remark?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              form: 'file' | 'object';
              kind:
                | 'capture'
                | 'project'
                | 'image'
                | 'log'
                | 'historian_extract'
                | 'session_recording'
                | 'switch_state'
                | 'picture'
                | 'device'
                | 'medium'
                | 'paper'
                | 'other';
              title: string;
              asset_id: string | null;
              asset_name: string | null;
              capture_id: string | null;
              copy_of: string | null;
              copy_of_number: number | null;
              file_sha256: string | null;
              file_name: string | null;
              file_type: string | null;
              size_bytes: number | null;
              seal_number: string | null;
              sensitive: boolean;
              place: string;
              method: string;
              clock_offset_s: number | null;
              state: 'held' | 'moving' | 'returned' | 'destroyed';
              custodian_id: string;
              custodian_name: string;
              receiver_id: string | null;
              receiver_name: string | null;
              destruction_asked: string | null;
              collected_at: string;
              collected_by: string;
              collected_by_name: string;
              whole: boolean | null;
              measured_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/evidence/{item_id}/destruction': {
    /** Ask for the destruction of an item; a second person decides */
    post: {
      parameters: { path: { site_id: string; item_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              form: 'file' | 'object';
              kind:
                | 'capture'
                | 'project'
                | 'image'
                | 'log'
                | 'historian_extract'
                | 'session_recording'
                | 'switch_state'
                | 'picture'
                | 'device'
                | 'medium'
                | 'paper'
                | 'other';
              title: string;
              asset_id: string | null;
              asset_name: string | null;
              capture_id: string | null;
              copy_of: string | null;
              copy_of_number: number | null;
              file_sha256: string | null;
              file_name: string | null;
              file_type: string | null;
              size_bytes: number | null;
              seal_number: string | null;
              sensitive: boolean;
              place: string;
              method: string;
              clock_offset_s: number | null;
              state: 'held' | 'moving' | 'returned' | 'destroyed';
              custodian_id: string;
              custodian_name: string;
              receiver_id: string | null;
              receiver_name: string | null;
              destruction_asked: string | null;
              collected_at: string;
              collected_by: string;
              collected_by_name: string;
              whole: boolean | null;
              measured_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/evidence/{item_id}/hand-over': {
    /** Hand an item over; whoever is named receives it */
    post: {
      parameters: { path: { site_id: string; item_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            place?: string | null | undefined;
            tool?: string | null | undefined;
            seal_intact?: boolean | null | undefined;
            remark?: string | null | undefined;
            to: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              form: 'file' | 'object';
              kind:
                | 'capture'
                | 'project'
                | 'image'
                | 'log'
                | 'historian_extract'
                | 'session_recording'
                | 'switch_state'
                | 'picture'
                | 'device'
                | 'medium'
                | 'paper'
                | 'other';
              title: string;
              asset_id: string | null;
              asset_name: string | null;
              capture_id: string | null;
              copy_of: string | null;
              copy_of_number: number | null;
              file_sha256: string | null;
              file_name: string | null;
              file_type: string | null;
              size_bytes: number | null;
              seal_number: string | null;
              sensitive: boolean;
              place: string;
              method: string;
              clock_offset_s: number | null;
              state: 'held' | 'moving' | 'returned' | 'destroyed';
              custodian_id: string;
              custodian_name: string;
              receiver_id: string | null;
              receiver_name: string | null;
              destruction_asked: string | null;
              collected_at: string;
              collected_by: string;
              collected_by_name: string;
              whole: boolean | null;
              measured_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/evidence/{item_id}/openings': {
    /** Ask both sides to open the content of a sensitive item; the token in the answer is shown this once */
    post: {
      parameters: { path: { site_id: string; item_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { opening_id: string; token: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/evidence/{item_id}/openings/{opening_id}/content': {
    /** Read the content of a sensitive item both sides opened: each reading is an entry, the answer its bytes */
    post: {
      parameters: { path: { site_id: string; item_id: string; opening_id: string }; query?: never };
      requestBody: { content: { 'application/json': { token: string } } };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/evidence/{item_id}/receipt': {
    /** Receive an item that was handed over */
    post: {
      parameters: { path: { site_id: string; item_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            place?: string | null | undefined;
            tool?: string | null | undefined;
            seal_intact?: boolean | null | undefined;
            remark?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              form: 'file' | 'object';
              kind:
                | 'capture'
                | 'project'
                | 'image'
                | 'log'
                | 'historian_extract'
                | 'session_recording'
                | 'switch_state'
                | 'picture'
                | 'device'
                | 'medium'
                | 'paper'
                | 'other';
              title: string;
              asset_id: string | null;
              asset_name: string | null;
              capture_id: string | null;
              copy_of: string | null;
              copy_of_number: number | null;
              file_sha256: string | null;
              file_name: string | null;
              file_type: string | null;
              size_bytes: number | null;
              seal_number: string | null;
              sensitive: boolean;
              place: string;
              method: string;
              clock_offset_s: number | null;
              state: 'held' | 'moving' | 'returned' | 'destroyed';
              custodian_id: string;
              custodian_name: string;
              receiver_id: string | null;
              receiver_name: string | null;
              destruction_asked: string | null;
              collected_at: string;
              collected_by: string;
              collected_by_name: string;
              whole: boolean | null;
              measured_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/evidence/{item_id}/return': {
    /** Give an item back to whom it belongs */
    post: {
      parameters: { path: { site_id: string; item_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            place?: string | null | undefined;
            tool?: string | null | undefined;
            seal_intact?: boolean | null | undefined;
            remark: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              form: 'file' | 'object';
              kind:
                | 'capture'
                | 'project'
                | 'image'
                | 'log'
                | 'historian_extract'
                | 'session_recording'
                | 'switch_state'
                | 'picture'
                | 'device'
                | 'medium'
                | 'paper'
                | 'other';
              title: string;
              asset_id: string | null;
              asset_name: string | null;
              capture_id: string | null;
              copy_of: string | null;
              copy_of_number: number | null;
              file_sha256: string | null;
              file_name: string | null;
              file_type: string | null;
              size_bytes: number | null;
              seal_number: string | null;
              sensitive: boolean;
              place: string;
              method: string;
              clock_offset_s: number | null;
              state: 'held' | 'moving' | 'returned' | 'destroyed';
              custodian_id: string;
              custodian_name: string;
              receiver_id: string | null;
              receiver_name: string | null;
              destruction_asked: string | null;
              collected_at: string;
              collected_by: string;
              collected_by_name: string;
              whole: boolean | null;
              measured_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/evidence/{item_id}/sealing': {
    /** Seal an item */
    post: {
      parameters: { path: { site_id: string; item_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            place?: string | null | undefined;
            tool?: string | null | undefined;
            seal_intact?: boolean | null | undefined;
            remark?: string | null | undefined;
            seal_number: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              form: 'file' | 'object';
              kind:
                | 'capture'
                | 'project'
                | 'image'
                | 'log'
                | 'historian_extract'
                | 'session_recording'
                | 'switch_state'
                | 'picture'
                | 'device'
                | 'medium'
                | 'paper'
                | 'other';
              title: string;
              asset_id: string | null;
              asset_name: string | null;
              capture_id: string | null;
              copy_of: string | null;
              copy_of_number: number | null;
              file_sha256: string | null;
              file_name: string | null;
              file_type: string | null;
              size_bytes: number | null;
              seal_number: string | null;
              sensitive: boolean;
              place: string;
              method: string;
              clock_offset_s: number | null;
              state: 'held' | 'moving' | 'returned' | 'destroyed';
              custodian_id: string;
              custodian_name: string;
              receiver_id: string | null;
              receiver_name: string | null;
              destruction_asked: string | null;
              collected_at: string;
              collected_by: string;
              collected_by_name: string;
              whole: boolean | null;
              measured_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/evidence/{item_id}/taking-back': {
    /** Take back what nobody received */
    post: {
      parameters: { path: { site_id: string; item_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            place?: string | null | undefined;
            tool?: string | null | undefined;
            seal_intact?: boolean | null | undefined;
            remark?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              form: 'file' | 'object';
              kind:
                | 'capture'
                | 'project'
                | 'image'
                | 'log'
                | 'historian_extract'
                | 'session_recording'
                | 'switch_state'
                | 'picture'
                | 'device'
                | 'medium'
                | 'paper'
                | 'other';
              title: string;
              asset_id: string | null;
              asset_name: string | null;
              capture_id: string | null;
              copy_of: string | null;
              copy_of_number: number | null;
              file_sha256: string | null;
              file_name: string | null;
              file_type: string | null;
              size_bytes: number | null;
              seal_number: string | null;
              sensitive: boolean;
              place: string;
              method: string;
              clock_offset_s: number | null;
              state: 'held' | 'moving' | 'returned' | 'destroyed';
              custodian_id: string;
              custodian_name: string;
              receiver_id: string | null;
              receiver_name: string | null;
              destruction_asked: string | null;
              collected_at: string;
              collected_by: string;
              collected_by_name: string;
              whole: boolean | null;
              measured_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/evidence/{item_id}/verification': {
    /** Measure an item again */
    post: {
      parameters: { path: { site_id: string; item_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            place?: string | null | undefined;
            tool?: string | null | undefined;
            seal_intact?: boolean | null | undefined;
            remark?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              form: 'file' | 'object';
              kind:
                | 'capture'
                | 'project'
                | 'image'
                | 'log'
                | 'historian_extract'
                | 'session_recording'
                | 'switch_state'
                | 'picture'
                | 'device'
                | 'medium'
                | 'paper'
                | 'other';
              title: string;
              asset_id: string | null;
              asset_name: string | null;
              capture_id: string | null;
              copy_of: string | null;
              copy_of_number: number | null;
              file_sha256: string | null;
              file_name: string | null;
              file_type: string | null;
              size_bytes: number | null;
              seal_number: string | null;
              sensitive: boolean;
              place: string;
              method: string;
              clock_offset_s: number | null;
              state: 'held' | 'moving' | 'returned' | 'destroyed';
              custodian_id: string;
              custodian_name: string;
              receiver_id: string | null;
              receiver_name: string | null;
              destruction_asked: string | null;
              collected_at: string;
              collected_by: string;
              collected_by_name: string;
              whole: boolean | null;
              measured_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/exceptions': {
    /** The register of exceptions beside the allow-lists */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
          conduit_id?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                number: number;
                conduit_id: string;
                conduit_name: string;
                rule: {
                  id: string;
                  from:
                    | { kind: 'zone'; zone_id: string }
                    | { kind: 'role'; zone_id: string; role: string }
                    | { kind: 'asset'; asset_id: string };
                  to:
                    | { kind: 'zone'; zone_id: string }
                    | { kind: 'role'; zone_id: string; role: string }
                    | { kind: 'asset'; asset_id: string };
                  transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                  port_from: number | null;
                  port_to: number | null;
                  protocol: string | null;
                  classes:
                    | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                    | null;
                  purpose: string;
                  elements?:
                    | (
                        | {
                            protocol: 'modbus';
                            unit: number;
                            table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                            from: number;
                            to: number;
                          }
                        | { protocol: 'cip'; class_id: number }
                        | { protocol: 's7comm'; area: string; number: number | null }
                      )[]
                    | null
                    | undefined;
                  window?: { days: number[]; from: string; to: string } | null | undefined;
                  is_essential?: boolean | undefined;
                  safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                  learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                  from_name: string;
                  to_name: string;
                  from_zone: string | null;
                  to_zone: string | null;
                  flows: number;
                };
                reason: string;
                owner_id: string;
                owner_name: string;
                expires_at: string;
                on_expiry: 'closes' | 'escalates';
                state: 'proposed' | 'in_force' | 'refused' | 'withdrawn' | 'closed' | 'escalated' | 'ended';
                approval_id: string;
                proposed_by_name: string;
                proposed_at: string;
                decided_at: string | null;
                ended_at: string | null;
                days_left: number;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/exceptions/export': {
    /** As a file: the register of exceptions beside the allow-lists */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/exceptions/selection': {
    /** Choose all: the register of exceptions beside the allow-lists */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/exceptions/{exception_id}': {
    /** One exception */
    get: {
      parameters: { path: { site_id: string; exception_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              conduit_id: string;
              conduit_name: string;
              rule: {
                id: string;
                from:
                  | { kind: 'zone'; zone_id: string }
                  | { kind: 'role'; zone_id: string; role: string }
                  | { kind: 'asset'; asset_id: string };
                to:
                  | { kind: 'zone'; zone_id: string }
                  | { kind: 'role'; zone_id: string; role: string }
                  | { kind: 'asset'; asset_id: string };
                transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                port_from: number | null;
                port_to: number | null;
                protocol: string | null;
                classes:
                  | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                  | null;
                purpose: string;
                elements?:
                  | (
                      | {
                          protocol: 'modbus';
                          unit: number;
                          table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                          from: number;
                          to: number;
                        }
                      | { protocol: 'cip'; class_id: number }
                      | { protocol: 's7comm'; area: string; number: number | null }
                    )[]
                  | null
                  | undefined;
                window?: { days: number[]; from: string; to: string } | null | undefined;
                is_essential?: boolean | undefined;
                safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                from_name: string;
                to_name: string;
                from_zone: string | null;
                to_zone: string | null;
                flows: number;
              };
              reason: string;
              owner_id: string;
              owner_name: string;
              expires_at: string;
              on_expiry: 'closes' | 'escalates';
              state: 'proposed' | 'in_force' | 'refused' | 'withdrawn' | 'closed' | 'escalated' | 'ended';
              approval_id: string;
              proposed_by_name: string;
              proposed_at: string;
              decided_at: string | null;
              ended_at: string | null;
              days_left: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/exceptions/{exception_id}/ending': {
    /** End an exception before its last day */
    post: {
      parameters: { path: { site_id: string; exception_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              conduit_id: string;
              conduit_name: string;
              rule: {
                id: string;
                from:
                  | { kind: 'zone'; zone_id: string }
                  | { kind: 'role'; zone_id: string; role: string }
                  | { kind: 'asset'; asset_id: string };
                to:
                  | { kind: 'zone'; zone_id: string }
                  | { kind: 'role'; zone_id: string; role: string }
                  | { kind: 'asset'; asset_id: string };
                transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                port_from: number | null;
                port_to: number | null;
                protocol: string | null;
                classes:
                  | ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[]
                  | null;
                purpose: string;
                elements?:
                  | (
                      | {
                          protocol: 'modbus';
                          unit: number;
                          table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                          from: number;
                          to: number;
                        }
                      | { protocol: 'cip'; class_id: number }
                      | { protocol: 's7comm'; area: string; number: number | null }
                    )[]
                  | null
                  | undefined;
                window?: { days: number[]; from: string; to: string } | null | undefined;
                is_essential?: boolean | undefined;
                safety?: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null | undefined;
                learnt_from?: { flows: number; conversations: number; first_seen: string; last_seen: string } | null | undefined;
                from_name: string;
                to_name: string;
                from_zone: string | null;
                to_zone: string | null;
                flows: number;
              };
              reason: string;
              owner_id: string;
              owner_name: string;
              expires_at: string;
              on_expiry: 'closes' | 'escalates';
              state: 'proposed' | 'in_force' | 'refused' | 'withdrawn' | 'closed' | 'escalated' | 'ended';
              approval_id: string;
              proposed_by_name: string;
              proposed_at: string;
              decided_at: string | null;
              ended_at: string | null;
              days_left: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/finding-rules': {
    /** How long a finding must stay away to count as fixed */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { absent_days: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Say how long a finding must stay away to count as fixed */
    put: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { absent_days: number; before: number; reason: string } } };
      responses: {
        200: { content: { 'application/json': { absent_days: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/findings': {
    /** List the findings */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          kind?: string | undefined;
          state?: string | undefined;
          zone_id?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                kind:
                  | 'new_device'
                  | 'unapproved_flow'
                  | 'conduit_without_list'
                  | 'changing_command'
                  | 'retired_seen'
                  | 'unknown_internet'
                  | 'file_damaged'
                  | 'safety_intervention'
                  | 'it_ot_pivot'
                  | 'remote_session'
                  | 'network_scan'
                  | 'silent_device'
                  | 'exception_burst'
                  | 'address_conflict'
                  | 'cleartext_credentials'
                  | 'outdated_protocol'
                  | 'element_outside'
                  | 'unusual_commands'
                  | 'responsibility_missing'
                  | 'enforcer_differs';
                state: 'open' | 'investigating' | 'accepted' | 'being_fixed' | 'in_incident' | 'fixed' | 'closed';
                subject_type: 'asset' | 'flow' | 'conduit' | 'file' | 'site' | 'enforcer';
                subject_id: string;
                subject_name: string;
                zone_id: string | null;
                zone_name: string | null;
                other_zone_id: string | null;
                other_zone_name: string | null;
                facts: Record<string, string | number | null>;
                attack: string[];
                capture_id: string | null;
                frame: number | null;
                first_seen: string;
                last_seen: string;
                decision: string | null;
                decided_by_name: string | null;
                decided_at: string | null;
                decision_reason: string | null;
                owner_id: string | null;
                owner_name: string | null;
                due_at: string | null;
                reference: string | null;
                absent_days: number;
                line_messages: number;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/findings/counts': {
    /** How many findings wait */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { open: Record<string, number>; investigating: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/findings/decisions': {
    /** Decide on findings */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            finding_ids: string[];
            decision: 'accept' | 'reject' | 'investigate' | 'expected' | 'stop' | 'tolerate' | 'fix' | 'incident';
            reason: string;
            owner_id?: string | null | undefined;
            due_at?: string | null | undefined;
            reference?: string | null | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { decided: number; refused: { id: string; code: string }[]; entry_id: string | null } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/findings/export': {
    /** As a file: list the findings */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/findings/selection': {
    /** Choose all: list the findings */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/findings/{finding_id}': {
    /** A finding: what was seen, why it matters here, whom to call now */
    get: {
      parameters: { path: { site_id: string; finding_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              finding: {
                id: string;
                kind:
                  | 'new_device'
                  | 'unapproved_flow'
                  | 'conduit_without_list'
                  | 'changing_command'
                  | 'retired_seen'
                  | 'unknown_internet'
                  | 'file_damaged'
                  | 'safety_intervention'
                  | 'it_ot_pivot'
                  | 'remote_session'
                  | 'network_scan'
                  | 'silent_device'
                  | 'exception_burst'
                  | 'address_conflict'
                  | 'cleartext_credentials'
                  | 'outdated_protocol'
                  | 'element_outside'
                  | 'unusual_commands'
                  | 'responsibility_missing'
                  | 'enforcer_differs';
                state: 'open' | 'investigating' | 'accepted' | 'being_fixed' | 'in_incident' | 'fixed' | 'closed';
                subject_type: 'asset' | 'flow' | 'conduit' | 'file' | 'site' | 'enforcer';
                subject_id: string;
                subject_name: string;
                zone_id: string | null;
                zone_name: string | null;
                other_zone_id: string | null;
                other_zone_name: string | null;
                facts: Record<string, string | number | null>;
                attack: string[];
                capture_id: string | null;
                frame: number | null;
                first_seen: string;
                last_seen: string;
                decision: string | null;
                decided_by_name: string | null;
                decided_at: string | null;
                decision_reason: string | null;
                owner_id: string | null;
                owner_name: string | null;
                due_at: string | null;
                reference: string | null;
                absent_days: number;
                line_messages: number;
              };
              matters: {
                code:
                  | 'zone'
                  | 'zone_only'
                  | 'both'
                  | 'unplaced'
                  | 'critical'
                  | 'role'
                  | 'safety'
                  | 'mode_normal'
                  | 'mode_essential'
                  | 'mode_isolated'
                  | 'state'
                  | 'window';
                params: Record<string, string>;
              }[];
              call: {
                person_id: string;
                person_name: string;
                reach: { email: string | null; phone: string | null; second_phone: string | null; remark: string | null };
                why: 'on_shift' | 'on_call' | 'holder' | 'deputy' | 'fell_to' | 'escalation';
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications';
                until: string | null;
              }[];
              shift_name: string | null;
              capture_name: string | null;
              frames: {
                place: 'first' | 'latest';
                sha256: string;
                size_bytes: number;
                frames: number;
                first_at: string;
                last_at: string;
                cut_at: string;
                entry_id: string;
                capture_name: string | null;
              }[];
              needed_days: number;
              beside: {
                messages: {
                  id: string;
                  at: string;
                  kind: 'stop' | 'quality';
                  line: string;
                  zone_id: string | null;
                  zone_name: string | null;
                  text: string;
                  count: number;
                }[];
                is_connected: boolean;
              };
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/findings/{finding_id}/frames': {
    /** The frames kept with what was found, at most 200: pcapng */
    get: {
      parameters: { path: { site_id: string; finding_id: string }; query?: { place?: 'first' | 'latest' | undefined } };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/first-hour': {
    /** What the first hour ends with: owners of zones, the vendors’ door, a date for the first tabletop */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              zones: number;
              zones_owned: number;
              zones_without: { id: string; name: string; version: number }[];
              vendor_door: {
                way: 'bastion' | 'attended' | 'none';
                owner_id: string;
                owner_name: string | null;
                by_on: string;
                at: string;
                by_name: string | null;
              } | null;
              tabletop_on: string | null;
              tabletop_plan_id: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/flows': {
    /** List the flows with judgement and verdict */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          conduit_id?: string | undefined;
          asset_id?: string | undefined;
          zone_id?: string | undefined;
          verdict?: string | undefined;
          judgement?: string | undefined;
          protocol?: string | undefined;
          class?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                client: { id: string; name: string; address: string; kind: string; zone_id: string | null; zone_name: string | null };
                server: {
                  id: string | null;
                  name: string;
                  address: string;
                  kind: string;
                  zone_id: string | null;
                  zone_name: string | null;
                };
                transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
                server_port: number | null;
                protocol: string;
                packets: number;
                bytes: number;
                first_seen: string;
                last_seen: string;
                classes: ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[];
                conduit_id: string | null;
                judgement: 'needed' | 'blockable' | 'unknown';
                judged_by_name: string | null;
                judged_at: string | null;
                judged_reason: string | null;
                verdict: 'allowed' | 'unapproved' | 'no_list' | 'intra_zone';
                rule_id: string | null;
                unmatched: { code: string; params: Record<string, string | number> }[];
                dependency: 'within_zone' | 'line_to_line' | 'line_to_utilities' | 'ot_to_it' | 'other';
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/flows/export': {
    /** As a file: list the flows with judgement and verdict */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/flows/judgements': {
    /** Say which flows are needed and which can be blocked */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { flow_ids: string[]; judgement: 'needed' | 'blockable' | 'unknown'; reason: string } };
      };
      responses: {
        200: { content: { 'application/json': { judged: number; refused: { id: string; code: string }[]; entry_id: string | null } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/flows/selection': {
    /** Choose all: list the flows with judgement and verdict */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/flows/{flow_id}': {
    /** One flow with its operations */
    get: {
      parameters: { path: { site_id: string; flow_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              client: { id: string; name: string; address: string; kind: string; zone_id: string | null; zone_name: string | null };
              server: { id: string | null; name: string; address: string; kind: string; zone_id: string | null; zone_name: string | null };
              transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
              server_port: number | null;
              protocol: string;
              packets: number;
              bytes: number;
              first_seen: string;
              last_seen: string;
              classes: ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[];
              conduit_id: string | null;
              judgement: 'needed' | 'blockable' | 'unknown';
              judged_by_name: string | null;
              judged_at: string | null;
              judged_reason: string | null;
              verdict: 'allowed' | 'unapproved' | 'no_list' | 'intra_zone';
              rule_id: string | null;
              unmatched: { code: string; params: Record<string, string | number> }[];
              dependency: 'within_zone' | 'line_to_line' | 'line_to_utilities' | 'ot_to_it' | 'other';
              operations: {
                protocol: string;
                code: number;
                key: string;
                name: string;
                class: 'other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session';
                count: number;
                errors: number;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/flows/{flow_id}/history': {
    /** When a flow was seen, hour by hour, and which elements it named */
    get: {
      parameters: { path: { site_id: string; flow_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              elements: (
                | {
                    protocol: 'modbus';
                    unit: number;
                    table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                    from: number;
                    to: number;
                    class: 'other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session';
                  }
                | {
                    protocol: 'cip';
                    class_id: number;
                    class: 'other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session';
                  }
                | {
                    protocol: 's7comm';
                    area: string;
                    number: number | null;
                    class: 'other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session';
                  }
              )[];
              elements_folded: number;
              conversations: {
                hour: string;
                started_at: string;
                last_at: string;
                connections: number;
                opened: number;
                packets: number;
                bytes: number;
                errors: number;
                classes: ('other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session')[];
                elements: (
                  | {
                      protocol: 'modbus';
                      unit: number;
                      table: 'coil' | 'discrete_input' | 'input_register' | 'holding_register';
                      from: number;
                      to: number;
                      class: 'other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session';
                    }
                  | {
                      protocol: 'cip';
                      class_id: number;
                      class: 'other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session';
                    }
                  | {
                      protocol: 's7comm';
                      area: string;
                      number: number | null;
                      class: 'other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session';
                    }
                )[];
                elements_folded: number;
              }[];
              total_hours: number;
              kept_days: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/flows/{flow_id}/safety': {
    /** Mark a flow as safety, or take the mark away */
    post: {
      parameters: { path: { site_id: string; flow_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            kind: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null;
            expected_trip?: string | undefined;
            reason: string;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/gap-report': {
    /** The gaps on two pages, for the management body */
    get: {
      parameters: { path: { site_id: string }; query?: { as_of?: string | undefined; language?: 'en' | 'de' | undefined } };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/gaps': {
    /** Gaps: what is missing, what it means, who closes it by when, and the law’s place */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          as_of?: string | undefined;
          of?: string | undefined;
          due?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                no: number | null;
                title: { en: string; de: string };
                consequence: { en: string; de: string };
                state: 'unobserved' | 'missing' | 'stale' | 'partly' | 'ageing' | 'proven' | 'not_applicable';
                lacking: { en: string; de: string }[];
                requirement_id: string;
                citation: {
                  instrument: string;
                  place: string;
                  text: { en: string; de: string };
                  verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                  as_of: string;
                  sources: string[];
                };
                owner_id: string | null;
                owner_name: string | null;
                owner_role: string;
                owner_from: 'plan' | 'role' | null;
                due_on: string | null;
                overdue: boolean;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/gaps/export': {
    /** As a file: gaps: what is missing, what it means, who closes it by when, and the law’s place */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/gaps/selection': {
    /** Choose all: gaps: what is missing, what it means, who closes it by when, and the law’s place */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/gaps/{gap_id}/plan': {
    /** Say who closes a gap and by when */
    put: {
      parameters: { path: { site_id: string; gap_id: string }; query?: never };
      requestBody: { content: { 'application/json': { owner_id: string; due_on: string; reason?: string | undefined } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/gaps/{gap_id}/risk': {
    /** Put the risk of not closing a gap into the register: rated by its evidence, closed with it */
    post: {
      parameters: { path: { site_id: string; gap_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { id: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/handovers': {
    /** List what shifts handed over */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          as_of?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                shift_id: string | null;
                shift_name: string | null;
                on_date: string;
                open_points: string;
                watch: string | null;
                given_by: string;
                given_by_name: string | null;
                given_at: string;
                taken_by: string | null;
                taken_by_name: string | null;
                taken_at: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Hand the running shift over: what is open, what to watch */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { open_points: string; watch?: string | null | undefined } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              shift_id: string | null;
              shift_name: string | null;
              on_date: string;
              open_points: string;
              watch: string | null;
              given_by: string;
              given_by_name: string | null;
              given_at: string;
              taken_by: string | null;
              taken_by_name: string | null;
              taken_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/handovers/export': {
    /** As a file: list what shifts handed over */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/handovers/selection': {
    /** Choose all: list what shifts handed over */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/handovers/{handover_id}/taking': {
    /** Take a shift over by name */
    post: {
      parameters: { path: { site_id: string; handover_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              shift_id: string | null;
              shift_name: string | null;
              on_date: string;
              open_points: string;
              watch: string | null;
              given_by: string;
              given_by_name: string | null;
              given_at: string;
              taken_by: string | null;
              taken_by_name: string | null;
              taken_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/import-templates/{kind}': {
    /** A template to fill in */
    get: {
      parameters: {
        path: { site_id: string; kind: 'asset' | 'person' | 'supplier' | 'account' | 'roster' };
        query?: { format?: 'xlsx' | 'csv' | undefined; language?: 'en' | 'de' | undefined };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/imports': {
    /** List the imports */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          kind?: string | undefined;
          state?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                kind: 'asset' | 'person' | 'supplier' | 'account' | 'roster';
                source: 'sheet' | 'project_file' | 'netbox';
                name: string;
                state: 'read' | 'planned' | 'applied' | 'undone';
                sha256: string;
                size_bytes: number;
                rows: number;
                notes: Record<string, string>;
                columns: { index: number; heading: string; field: string | null; refused: 'secret' | null; samples: string[] }[];
                mapping: Record<string, string>;
                take: boolean;
                plan_sha256: string | null;
                counts: { add: number; change: number; same: number; conflict: number; error: number; writes: number } | null;
                added_by: string;
                added_by_name: string | null;
                added_at: string;
                applied_by_name: string | null;
                applied_at: string | null;
                undone_at: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Read a list or a project file: the file is the body; nothing of the plant is written */
    post: {
      parameters: { path: { site_id: string }; query: { kind: 'asset' | 'person' | 'supplier' | 'account' | 'roster'; name: string } };
      requestBody: { content: { 'application/octet-stream': Blob } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              kind: 'asset' | 'person' | 'supplier' | 'account' | 'roster';
              source: 'sheet' | 'project_file' | 'netbox';
              name: string;
              state: 'read' | 'planned' | 'applied' | 'undone';
              sha256: string;
              size_bytes: number;
              rows: number;
              notes: Record<string, string>;
              columns: { index: number; heading: string; field: string | null; refused: 'secret' | null; samples: string[] }[];
              mapping: Record<string, string>;
              take: boolean;
              plan_sha256: string | null;
              counts: { add: number; change: number; same: number; conflict: number; error: number; writes: number } | null;
              added_by: string;
              added_by_name: string | null;
              added_at: string;
              applied_by_name: string | null;
              applied_at: string | null;
              undone_at: string | null;
              progress: { step: 'comparing' | 'writing' | 'undoing'; done: number; total: number } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/imports/export': {
    /** As a file: list the imports */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/imports/selection': {
    /** Choose all: list the imports */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/imports/{import_id}': {
    /** One import and how far it is */
    get: {
      parameters: { path: { site_id: string; import_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              kind: 'asset' | 'person' | 'supplier' | 'account' | 'roster';
              source: 'sheet' | 'project_file' | 'netbox';
              name: string;
              state: 'read' | 'planned' | 'applied' | 'undone';
              sha256: string;
              size_bytes: number;
              rows: number;
              notes: Record<string, string>;
              columns: { index: number; heading: string; field: string | null; refused: 'secret' | null; samples: string[] }[];
              mapping: Record<string, string>;
              take: boolean;
              plan_sha256: string | null;
              counts: { add: number; change: number; same: number; conflict: number; error: number; writes: number } | null;
              added_by: string;
              added_by_name: string | null;
              added_at: string;
              applied_by_name: string | null;
              applied_at: string | null;
              undone_at: string | null;
              progress: { step: 'comparing' | 'writing' | 'undoing'; done: number; total: number } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/imports/{import_id}/application': {
    /** Apply exactly the dry run named */
    post: {
      parameters: { path: { site_id: string; import_id: string }; query?: never };
      requestBody: { content: { 'application/json': { plan_sha256: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              kind: 'asset' | 'person' | 'supplier' | 'account' | 'roster';
              source: 'sheet' | 'project_file' | 'netbox';
              name: string;
              state: 'read' | 'planned' | 'applied' | 'undone';
              sha256: string;
              size_bytes: number;
              rows: number;
              notes: Record<string, string>;
              columns: { index: number; heading: string; field: string | null; refused: 'secret' | null; samples: string[] }[];
              mapping: Record<string, string>;
              take: boolean;
              plan_sha256: string | null;
              counts: { add: number; change: number; same: number; conflict: number; error: number; writes: number } | null;
              added_by: string;
              added_by_name: string | null;
              added_at: string;
              applied_by_name: string | null;
              applied_at: string | null;
              undone_at: string | null;
              progress: { step: 'comparing' | 'writing' | 'undoing'; done: number; total: number } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/imports/{import_id}/dry-run': {
    /** Compare the list with the plant; writes nothing of the plant */
    post: {
      parameters: { path: { site_id: string; import_id: string }; query?: never };
      requestBody: { content: { 'application/json': { mapping?: Record<string, string> | undefined; take?: boolean | undefined } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              kind: 'asset' | 'person' | 'supplier' | 'account' | 'roster';
              source: 'sheet' | 'project_file' | 'netbox';
              name: string;
              state: 'read' | 'planned' | 'applied' | 'undone';
              sha256: string;
              size_bytes: number;
              rows: number;
              notes: Record<string, string>;
              columns: { index: number; heading: string; field: string | null; refused: 'secret' | null; samples: string[] }[];
              mapping: Record<string, string>;
              take: boolean;
              plan_sha256: string | null;
              counts: { add: number; change: number; same: number; conflict: number; error: number; writes: number } | null;
              added_by: string;
              added_by_name: string | null;
              added_at: string;
              applied_by_name: string | null;
              applied_at: string | null;
              undone_at: string | null;
              progress: { step: 'comparing' | 'writing' | 'undoing'; done: number; total: number } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/imports/{import_id}/refused': {
    /** Refused rows as a sheet to mend */
    get: {
      parameters: { path: { site_id: string; import_id: string }; query?: { language?: 'en' | 'de' | undefined } };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/imports/{import_id}/rows': {
    /** Rows of a dry run */
    get: {
      parameters: {
        path: { site_id: string; import_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          outcome?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                row_number: number;
                place: string | null;
                outcome: 'add' | 'change' | 'same' | 'conflict' | 'error' | null;
                label: string | null;
                subject_id: string | null;
                cells: {
                  field: string;
                  from: string | null;
                  to: string;
                  state: 'same' | 'fill' | 'change' | 'beside' | 'conflict';
                  says: 'person' | 'traffic' | 'other_source' | null;
                }[];
                problems: { field: string | null; column: string | null; code: string; params: Record<string, string | number> }[];
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/imports/{import_id}/rows/export': {
    /** As a file: rows of a dry run */
    post: {
      parameters: { path: { site_id: string; import_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/imports/{import_id}/rows/selection': {
    /** Choose all: rows of a dry run */
    post: {
      parameters: { path: { site_id: string; import_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/imports/{import_id}/undo': {
    /** Take an import back where nothing changed since */
    post: {
      parameters: { path: { site_id: string; import_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              kind: 'asset' | 'person' | 'supplier' | 'account' | 'roster';
              source: 'sheet' | 'project_file' | 'netbox';
              name: string;
              state: 'read' | 'planned' | 'applied' | 'undone';
              sha256: string;
              size_bytes: number;
              rows: number;
              notes: Record<string, string>;
              columns: { index: number; heading: string; field: string | null; refused: 'secret' | null; samples: string[] }[];
              mapping: Record<string, string>;
              take: boolean;
              plan_sha256: string | null;
              counts: { add: number; change: number; same: number; conflict: number; error: number; writes: number } | null;
              added_by: string;
              added_by_name: string | null;
              added_at: string;
              applied_by_name: string | null;
              applied_at: string | null;
              undone_at: string | null;
              progress: { step: 'comparing' | 'writing' | 'undoing'; done: number; total: number } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/isolation-cards': {
    /** List how each zone is isolated */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
          test?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                zone_name: string;
                state: 'missing' | 'draft' | 'approved';
                test: 'never' | 'due' | 'tested';
                last_tested_at: string | null;
                last_result: 'as_expected' | 'differs' | null;
                next_drill_on: string | null;
                approved_at: string | null;
                version: number;
                purdue_level: string | null;
                minutes: number;
                conduits: number;
                isolated: number;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/isolation-cards/export': {
    /** As a file: list how each zone is isolated */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/isolation-cards/selection': {
    /** Choose all: list how each zone is isolated */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/isolation-cards/{zone_id}': {
    /** The isolation card of a zone */
    get: {
      parameters: { path: { site_id: string; zone_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              zone_name: string;
              state: 'missing' | 'draft' | 'approved';
              test: 'never' | 'due' | 'tested';
              last_tested_at: string | null;
              last_result: 'as_expected' | 'differs' | null;
              next_drill_on: string | null;
              approved_at: string | null;
              version: number;
              steps: {
                text: string;
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications'
                  | null;
                minutes: number;
              }[];
              side_effects: string;
              decider_role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              decider_id: string | null;
              conduit_ids: string[];
              return_condition: string;
              decider_name: string | null;
              approved_by_name: string | null;
              changed_by_name: string | null;
              changed_at: string | null;
              conduits: {
                id: string;
                name: string;
                mode: 'normal' | 'essential' | 'isolated';
                hold: 'held' | 'no_list' | 'no_enforcer' | 'not_enrolled' | 'not_rolled_out' | 'trying' | 'differs' | 'set_here' | 'silent';
                stops: number;
                safety_stops: number;
                is_heard: boolean;
                is_new: boolean;
                flows: {
                  flow_id: string;
                  client_name: string;
                  server_name: string;
                  protocol: string;
                  server_port: number | null;
                  safety: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null;
                  expected_trip: string | null;
                }[];
              }[];
              calls: {
                person_id: string;
                person_name: string;
                reach: { email: string | null; phone: string | null; second_phone: string | null; remark: string | null };
                why: 'on_shift' | 'on_call' | 'holder' | 'deputy' | 'fell_to' | 'escalation';
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications';
                until: string | null;
              }[];
              days: number;
              proposal: {
                code: 'tell_shift' | 'make_safe' | 'switch' | 'cut_by_hand' | 'look' | 'write_down';
                names: string[];
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications'
                  | null;
                minutes: number;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Write the isolation card of a zone, or change it */
    put: {
      parameters: { path: { site_id: string; zone_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            steps: {
              text: string;
              role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications'
                | null;
              minutes: number;
            }[];
            side_effects: string;
            decider_role:
              | 'board'
              | 'ciso'
              | 'plant_manager'
              | 'ot_lead'
              | 'ot_security_officer'
              | 'global_ot_team'
              | 'site_ot_lead'
              | 'asset_owner'
              | 'process_owner'
              | 'incident_coordinator'
              | 'safety_responsible'
              | 'it_lead'
              | 'shift_lead'
              | 'maintenance_lead'
              | 'works_council'
              | 'communications';
            decider_id: string | null;
            conduit_ids: string[];
            return_condition: string;
            version: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              zone_name: string;
              state: 'missing' | 'draft' | 'approved';
              test: 'never' | 'due' | 'tested';
              last_tested_at: string | null;
              last_result: 'as_expected' | 'differs' | null;
              next_drill_on: string | null;
              approved_at: string | null;
              version: number;
              steps: {
                text: string;
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications'
                  | null;
                minutes: number;
              }[];
              side_effects: string;
              decider_role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              decider_id: string | null;
              conduit_ids: string[];
              return_condition: string;
              decider_name: string | null;
              approved_by_name: string | null;
              changed_by_name: string | null;
              changed_at: string | null;
              conduits: {
                id: string;
                name: string;
                mode: 'normal' | 'essential' | 'isolated';
                hold: 'held' | 'no_list' | 'no_enforcer' | 'not_enrolled' | 'not_rolled_out' | 'trying' | 'differs' | 'set_here' | 'silent';
                stops: number;
                safety_stops: number;
                is_heard: boolean;
                is_new: boolean;
                flows: {
                  flow_id: string;
                  client_name: string;
                  server_name: string;
                  protocol: string;
                  server_port: number | null;
                  safety: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null;
                  expected_trip: string | null;
                }[];
              }[];
              calls: {
                person_id: string;
                person_name: string;
                reach: { email: string | null; phone: string | null; second_phone: string | null; remark: string | null };
                why: 'on_shift' | 'on_call' | 'holder' | 'deputy' | 'fell_to' | 'escalation';
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications';
                until: string | null;
              }[];
              days: number;
              proposal: {
                code: 'tell_shift' | 'make_safe' | 'switch' | 'cut_by_hand' | 'look' | 'write_down';
                names: string[];
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications'
                  | null;
                minutes: number;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/isolation-cards/{zone_id}/approval': {
    /** Approve the isolation card of a zone as plant manager */
    post: {
      parameters: { path: { site_id: string; zone_id: string }; query?: never };
      requestBody: { content: { 'application/json': { version: number } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              zone_name: string;
              state: 'missing' | 'draft' | 'approved';
              test: 'never' | 'due' | 'tested';
              last_tested_at: string | null;
              last_result: 'as_expected' | 'differs' | null;
              next_drill_on: string | null;
              approved_at: string | null;
              version: number;
              steps: {
                text: string;
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications'
                  | null;
                minutes: number;
              }[];
              side_effects: string;
              decider_role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              decider_id: string | null;
              conduit_ids: string[];
              return_condition: string;
              decider_name: string | null;
              approved_by_name: string | null;
              changed_by_name: string | null;
              changed_at: string | null;
              conduits: {
                id: string;
                name: string;
                mode: 'normal' | 'essential' | 'isolated';
                hold: 'held' | 'no_list' | 'no_enforcer' | 'not_enrolled' | 'not_rolled_out' | 'trying' | 'differs' | 'set_here' | 'silent';
                stops: number;
                safety_stops: number;
                is_heard: boolean;
                is_new: boolean;
                flows: {
                  flow_id: string;
                  client_name: string;
                  server_name: string;
                  protocol: string;
                  server_port: number | null;
                  safety: 'profisafe' | 'cip_safety' | 'sis' | 'interlock' | null;
                  expected_trip: string | null;
                }[];
              }[];
              calls: {
                person_id: string;
                person_name: string;
                reach: { email: string | null; phone: string | null; second_phone: string | null; remark: string | null };
                why: 'on_shift' | 'on_call' | 'holder' | 'deputy' | 'fell_to' | 'escalation';
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications';
                until: string | null;
              }[];
              days: number;
              proposal: {
                code: 'tell_shift' | 'make_safe' | 'switch' | 'cut_by_hand' | 'look' | 'write_down';
                names: string[];
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications'
                  | null;
                minutes: number;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/isolation-cards/{zone_id}/drills': {
    /** Start an isolation drill of a zone, as plant manager and in an open maintenance window */
    post: {
      parameters: { path: { site_id: string; zone_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            window_id: string;
            responders: { address: string }[];
            probers: { conduit_id: string; address: string }[];
            ports?: number[] | undefined;
            udp_ports?: number[] | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              zone_id: string;
              zone_name: string;
              window_number: number;
              state: 'running' | 'ended' | 'stopped';
              responders: { address: string }[];
              probes: {
                id: string;
                conduit_id: string;
                conduit_name: string;
                mode: 'normal' | 'essential' | 'isolated';
                from: string;
                to: string;
                transport: 'tcp' | 'udp';
                port: number;
                expected: 'passes' | 'blocked';
                rule_id: string | null;
              }[];
              results: {
                probe_id: string;
                seen: 'answered' | 'silent' | 'refused' | 'other' | null;
                outcome: 'as_expected' | 'differs' | 'unproved';
              }[];
              conduits: {
                conduit_id: string;
                conduit_name: string;
                probes: number;
                as_expected: number;
                outcome: 'as_expected' | 'differs' | 'unproved';
              }[];
              result: 'as_expected' | 'differs' | null;
              started_by_name: string;
              started_at: string;
              until_at: string;
              ended_by_name: string | null;
              ended_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/isolation-cards/{zone_id}/mode': {
    /** Isolate all conduits of a zone, or switch them back to normal, each as its own act */
    post: {
      parameters: { path: { site_id: string; zone_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            mode: 'isolated' | 'normal';
            reason: string;
            return_condition?: string | undefined;
            authority_id?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': { rows: { id: string; name: string; outcome: 'switched' | 'already' | 'failed'; code: string | null }[] };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/isolation-cards/{zone_id}/modes/{mode}': {
    /** What switching all conduits of a zone would stop */
    get: {
      parameters: { path: { site_id: string; zone_id: string; mode: 'isolated' | 'normal' }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                mode: 'normal' | 'essential' | 'isolated';
                stops: number;
                safety_stops: number;
                hold: 'held' | 'no_list' | 'no_enforcer' | 'not_enrolled' | 'not_rolled_out' | 'trying' | 'differs' | 'set_here' | 'silent';
                is_heard: boolean;
              }[];
              authorities: { id: string; name: string }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/isolation-drills': {
    /** List isolation drills, the latest first */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          zone_id?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                number: number;
                zone_id: string;
                zone_name: string;
                window_number: number;
                state: 'running' | 'ended' | 'stopped';
                responders: { address: string }[];
                probes: {
                  id: string;
                  conduit_id: string;
                  conduit_name: string;
                  mode: 'normal' | 'essential' | 'isolated';
                  from: string;
                  to: string;
                  transport: 'tcp' | 'udp';
                  port: number;
                  expected: 'passes' | 'blocked';
                  rule_id: string | null;
                }[];
                results: {
                  probe_id: string;
                  seen: 'answered' | 'silent' | 'refused' | 'other' | null;
                  outcome: 'as_expected' | 'differs' | 'unproved';
                }[];
                conduits: {
                  conduit_id: string;
                  conduit_name: string;
                  probes: number;
                  as_expected: number;
                  outcome: 'as_expected' | 'differs' | 'unproved';
                }[];
                result: 'as_expected' | 'differs' | null;
                started_by_name: string;
                started_at: string;
                until_at: string;
                ended_by_name: string | null;
                ended_at: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/isolation-drills/export': {
    /** As a file: list isolation drills, the latest first */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/isolation-drills/selection': {
    /** Choose all: list isolation drills, the latest first */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/isolation-drills/{drill_id}': {
    /** One isolation drill: the plan the probes are made by, or what they saw */
    get: {
      parameters: { path: { site_id: string; drill_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              zone_id: string;
              zone_name: string;
              window_number: number;
              state: 'running' | 'ended' | 'stopped';
              responders: { address: string }[];
              probes: {
                id: string;
                conduit_id: string;
                conduit_name: string;
                mode: 'normal' | 'essential' | 'isolated';
                from: string;
                to: string;
                transport: 'tcp' | 'udp';
                port: number;
                expected: 'passes' | 'blocked';
                rule_id: string | null;
              }[];
              results: {
                probe_id: string;
                seen: 'answered' | 'silent' | 'refused' | 'other' | null;
                outcome: 'as_expected' | 'differs' | 'unproved';
              }[];
              conduits: {
                conduit_id: string;
                conduit_name: string;
                probes: number;
                as_expected: number;
                outcome: 'as_expected' | 'differs' | 'unproved';
              }[];
              result: 'as_expected' | 'differs' | null;
              started_by_name: string;
              started_at: string;
              until_at: string;
              ended_by_name: string | null;
              ended_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/isolation-drills/{drill_id}/results': {
    /** End an isolation drill with what responders and probes saw */
    post: {
      parameters: { path: { site_id: string; drill_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            listening: { address: string; ports: number[]; udp_ports?: number[] | undefined }[];
            results: { probe_id: string; seen: 'answered' | 'silent' | 'refused' | 'other' }[];
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              zone_id: string;
              zone_name: string;
              window_number: number;
              state: 'running' | 'ended' | 'stopped';
              responders: { address: string }[];
              probes: {
                id: string;
                conduit_id: string;
                conduit_name: string;
                mode: 'normal' | 'essential' | 'isolated';
                from: string;
                to: string;
                transport: 'tcp' | 'udp';
                port: number;
                expected: 'passes' | 'blocked';
                rule_id: string | null;
              }[];
              results: {
                probe_id: string;
                seen: 'answered' | 'silent' | 'refused' | 'other' | null;
                outcome: 'as_expected' | 'differs' | 'unproved';
              }[];
              conduits: {
                conduit_id: string;
                conduit_name: string;
                probes: number;
                as_expected: number;
                outcome: 'as_expected' | 'differs' | 'unproved';
              }[];
              result: 'as_expected' | 'differs' | null;
              started_by_name: string;
              started_at: string;
              until_at: string;
              ended_by_name: string | null;
              ended_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/isolation-drills/{drill_id}/stop': {
    /** Stop an isolation drill without a result */
    post: {
      parameters: { path: { site_id: string; drill_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              zone_id: string;
              zone_name: string;
              window_number: number;
              state: 'running' | 'ended' | 'stopped';
              responders: { address: string }[];
              probes: {
                id: string;
                conduit_id: string;
                conduit_name: string;
                mode: 'normal' | 'essential' | 'isolated';
                from: string;
                to: string;
                transport: 'tcp' | 'udp';
                port: number;
                expected: 'passes' | 'blocked';
                rule_id: string | null;
              }[];
              results: {
                probe_id: string;
                seen: 'answered' | 'silent' | 'refused' | 'other' | null;
                outcome: 'as_expected' | 'differs' | 'unproved';
              }[];
              conduits: {
                conduit_id: string;
                conduit_name: string;
                probes: number;
                as_expected: number;
                outcome: 'as_expected' | 'differs' | 'unproved';
              }[];
              result: 'as_expected' | 'differs' | null;
              started_by_name: string;
              started_at: string;
              until_at: string;
              ended_by_name: string | null;
              ended_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/kept-files/{sha256}': {
    /** When a kept file was last read and found whole */
    get: {
      parameters: { path: { site_id: string; sha256: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              sha256: string;
              name: string;
              of_type: string;
              of_id: string;
              state: 'whole' | 'missing' | 'changed' | 'key_missing' | 'unchecked' | 'erased';
              checked_at: string | null;
              whole_at: string | null;
              at_byte: number | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/kept-files/{sha256}/checks': {
    /** Read a kept file again now */
    post: {
      parameters: { path: { site_id: string; sha256: string }; query?: never };
      requestBody: { content: { 'application/json': Record<string, unknown> } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              sha256: string;
              name: string;
              of_type: string;
              of_id: string;
              state: 'whole' | 'missing' | 'changed' | 'key_missing' | 'unchecked' | 'erased';
              checked_at: string | null;
              whole_at: string | null;
              at_byte: number | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/ledger': {
    /** How far the ledger is */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              origin: string;
              epoch: number;
              vkeys: string[];
              signer: {
                is: 'ok' | 'refuses' | 'down' | 'unknown';
                code: string | null;
                message: string | null;
                size: number | null;
                signed_size: number | null;
              };
              size: number;
              pending: number;
              oldest_pending_at: string | null;
              latest: { size: number; root: string; note: string; published_at: string } | null;
              protections: { code: string; holds: boolean }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/ledger/anchors': {
    /** Who outside has seen the ledger, up to where and when */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              size: number;
              published_at: string | null;
              threshold: number;
              of: number;
              met: { size: number; count: number; at: string } | null;
              rows: {
                id: string;
                kind: 'witness' | 'time_stamp' | 'syslog' | 'worm';
                name: string;
                size: number | null;
                at: string | null;
                done_at: string | null;
                tried_at: string | null;
                next_at: string | null;
                fault: string | null;
                fault_status: number | null;
                clock_ahead_s: number | null;
                retain_until: string | null;
              }[];
              alarms: { code: 'other_history' | 'not_witnessed' | 'clock_disagrees'; about: string; since: string }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/ledger/changes': {
    /** What happened since a time, by kind */
    get: {
      parameters: { path: { site_id: string }; query: { since: string } };
      responses: {
        200: { content: { 'application/json': { since: string; kinds: { kind: string; count: number; latest: string }[] } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/ledger/checkpoint': {
    /** The latest checkpoint as a signed note, with the signatures of witnesses */
    get: {
      parameters: { path: { site_id: string }; query?: { epoch?: number | undefined } };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/ledger/choices': {
    /** What the entries can be filtered by */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: { 'application/json': { kinds: string[]; subject_types: string[]; actors: { id: string; name: string | null }[] } };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/ledger/entries': {
    /** List the entries */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          kind?: string | undefined;
          actor_id?: string | undefined;
          subject_type?: string | undefined;
          subject_id?: string | undefined;
          record?: string | undefined;
          since?: string | undefined;
          until?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                idx: number | null;
                epoch: number;
                kind: string;
                at: string;
                actor_id: string;
                actor_name: string | null;
                via: string;
                subject_type: string;
                subject_id: string;
                facts: Record<string, unknown>;
                leaf: string;
                reason: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/ledger/entries/export': {
    /** As a file: list the entries */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/ledger/entries/selection': {
    /** Choose all: list the entries */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/ledger/entries/{entry_id}': {
    /** One entry with its proof */
    get: {
      parameters: { path: { site_id: string; entry_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              idx: number | null;
              epoch: number;
              kind: string;
              at: string;
              actor_id: string;
              actor_name: string | null;
              via: string;
              subject_type: string;
              subject_id: string;
              facts: Record<string, unknown>;
              leaf: string;
              reason: string | null;
              body: string;
              proof: { size: number; root: string; path: string[]; checkpoint: string } | null;
              erasable: {
                n: number;
                name: string;
                text: string | null;
                erased_at: string | null;
                erased_by_name: string | null;
                erased_why: string | null;
                erasing_entry: string | null;
                opening: { salt: string; payload: string } | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/ledger/entries/{entry_id}/proof': {
    /** The proof of one entry as a file for somebody else (C2SP tlog-proof) */
    get: {
      parameters: { path: { site_id: string; entry_id: string }; query?: { epoch?: number | undefined } };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/ledger/fingerprint': {
    /** The newest checkpoint with a fingerprint to print in minutes */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { origin: string; size: number; root: string; fingerprint: string; published_at: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/ledger/fingerprint/check': {
    /** Whether a fingerprint from minutes is still this ledger’s history */
    get: {
      parameters: { path: { site_id: string }; query: { size: number; fingerprint: string } };
      responses: {
        200: { content: { 'application/json': { verdict: 'same' | 'other' | 'shorter' | 'no_fingerprint'; log_size: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/ledger/proof/consistency': {
    /** Proof that the log only grew from one size to another */
    get: {
      parameters: { path: { site_id: string }; query: { epoch?: number | undefined; from: number; to: number } };
      responses: {
        200: { content: { 'application/json': { from: number; to: number; path: string[]; from_root: string; to_root: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/ledger/proof/inclusion': {
    /** Proof that an entry stands in the log of a size */
    get: {
      parameters: { path: { site_id: string }; query: { epoch?: number | undefined; idx: number; size: number } };
      responses: {
        200: { content: { 'application/json': { idx: number; size: number; leaf: string; path: string[]; root: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/ledger/tile/{rest}': {
    /** A tile of the tree, or a bundle of entries, by its path in C2SP tlog-tiles */
    get: {
      parameters: { path: { site_id: string; rest: string }; query?: { epoch?: number | undefined } };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/ledger/verifications': {
    /** Verify the whole log now */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': Record<string, unknown> } };
      responses: {
        200: {
          content: {
            'application/json': {
              ok: boolean;
              entries: number;
              nodes: number;
              checkpoints: number;
              fault: { what: string; place: string; expected: string | null; found: string | null } | null;
              took_ms: number;
              at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/legal-holds': {
    /** List the legal holds of a site */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          scope?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                scope: 'person' | 'site' | 'period' | 'evidence_item';
                person_id: string | null;
                person_name: string | null;
                item_id: string | null;
                from_at: string | null;
                until_at: string | null;
                reason: string;
                set_by: string;
                set_by_name: string;
                set_at: string;
                lifted_by_name: string | null;
                lifted_at: string | null;
                lift_reason: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Set a legal hold: nothing it covers is erased or destroyed until it is lifted */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json':
            | { scope: 'site'; reason: string }
            | { scope: 'person'; person_id: string; reason: string }
            | { scope: 'period'; from_at: string; until_at: string; reason: string }
            | { scope: 'evidence_item'; item_id: string; reason: string };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              scope: 'person' | 'site' | 'period' | 'evidence_item';
              person_id: string | null;
              person_name: string | null;
              item_id: string | null;
              from_at: string | null;
              until_at: string | null;
              reason: string;
              set_by: string;
              set_by_name: string;
              set_at: string;
              lifted_by_name: string | null;
              lifted_at: string | null;
              lift_reason: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/legal-holds/export': {
    /** As a file: list the legal holds of a site */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/legal-holds/selection': {
    /** Choose all: list the legal holds of a site */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/legal-holds/{hold_id}/lifting': {
    /** Lift a legal hold */
    post: {
      parameters: { path: { site_id: string; hold_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              scope: 'person' | 'site' | 'period' | 'evidence_item';
              person_id: string | null;
              person_name: string | null;
              item_id: string | null;
              from_at: string | null;
              until_at: string | null;
              reason: string;
              set_by: string;
              set_by_name: string;
              set_at: string;
              lifted_by_name: string | null;
              lifted_at: string | null;
              lift_reason: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/line-messages': {
    /** List the stop and quality messages of the MES */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          kind?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                at: string;
                kind: 'stop' | 'quality';
                line: string;
                zone_id: string | null;
                zone_name: string | null;
                text: string;
                count: number;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Bring stop and quality messages, at most 500 at once */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            messages: {
              at: string;
              kind: 'stop' | 'quality';
              line: string;
              text?: string | undefined;
              count?: number | undefined;
              reference?: string | null | undefined;
            }[];
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { taken: number; known: number; too_old: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/line-messages/export': {
    /** As a file: list the stop and quality messages of the MES */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/line-messages/selection': {
    /** Choose all: list the stop and quality messages of the MES */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/line-messages/sheets': {
    /** Bring stop and quality messages as CSV or XLSX: the file is the body */
    post: {
      parameters: { path: { site_id: string }; query?: { name?: string | undefined } };
      requestBody: { content: { 'application/octet-stream': Blob } };
      responses: {
        200: {
          content: {
            'application/json': {
              taken: number;
              known: number;
              too_old: number;
              refused: number;
              refused_rows: { row: number; code: 'time' | 'kind' | 'line' | 'count' }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/lists/{list}/preferences': {
    /** Views and columns of a list */
    get: {
      parameters: { path: { site_id: string; list: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              views: {
                id: string;
                list: string;
                name: string;
                query: Record<string, string>;
                layout: { columns: { key: string; shown: boolean; width: number | null }[] } | null;
                shared: boolean;
                mine: boolean;
                owner_name: string;
              }[];
              layout: { columns: { key: string; shown: boolean; width: number | null }[] } | null;
              default_view_id: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Keep one’s columns and first view of a list */
    patch: {
      parameters: { path: { site_id: string; list: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            layout?: { columns: { key: string; shown: boolean; width: number | null }[] } | null | undefined;
            default_view_id?: string | null | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/management-acts': {
    /** What members of the management body approved and looked at, from the ledger */
    get: {
      parameters: { path: { site_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              named: number;
              acts: {
                kind: string;
                of: 'approval' | 'oversight';
                at: string;
                actor_id: string;
                actor_name: string;
                subject_type: string;
                subject_id: string;
                title: string | null;
                site_id: string | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/maturity': {
    /** Levels in eleven areas by evidence, with what they rest on, claims, targets and self-assessments */
    get: {
      parameters: { path: { site_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              as_of: string;
              level: number;
              sole: number;
              areas: {
                id:
                  | 'governance'
                  | 'risk'
                  | 'incidents'
                  | 'continuity'
                  | 'supply_chain'
                  | 'acquisition'
                  | 'effectiveness'
                  | 'hygiene'
                  | 'cryptography'
                  | 'people_assets'
                  | 'login';
                title: { en: string; de: string };
                level: number;
                good: number;
                of: number;
                criteria: {
                  id: 'some' | 'half' | 'owner' | 'rhythm' | 'all' | 'held' | 'on_time' | 'not_one_person' | 'year' | 'effective';
                  level: number;
                  met: boolean;
                  good: number;
                  of: number;
                }[];
                next: ('some' | 'half' | 'owner' | 'rhythm' | 'all' | 'held' | 'on_time' | 'not_one_person' | 'year' | 'effective')[];
                requirements: {
                  id: string;
                  title: { en: string; de: string };
                  citation: {
                    instrument: string;
                    place: string;
                    text: { en: string; de: string };
                    verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                    as_of: string;
                    sources: string[];
                  };
                }[];
                claimed: number | null;
                claimed_by_name: string | null;
                claimed_at: string | null;
                target: number | null;
                target_on: string | null;
                assessed: number | null;
              }[];
              assessments: { id: string; at: string; by_name: string | null; scores: Record<string, number> }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/maturity/assessments': {
    /** Assess the site oneself, area by area; kept beside what evidence proves */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { scores: Record<string, number>; remark?: string | undefined } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/maturity/{area}/claim': {
    /** Claim a level in an area; shown as claimed while evidence does not prove it */
    put: {
      parameters: {
        path: {
          site_id: string;
          area:
            | 'governance'
            | 'risk'
            | 'incidents'
            | 'continuity'
            | 'supply_chain'
            | 'acquisition'
            | 'effectiveness'
            | 'hygiene'
            | 'cryptography'
            | 'people_assets'
            | 'login';
        };
        query?: never;
      };
      requestBody: { content: { 'application/json': { level: number; reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/maturity/{area}/target': {
    /** Set the level an area is to reach, and by when */
    put: {
      parameters: {
        path: {
          site_id: string;
          area:
            | 'governance'
            | 'risk'
            | 'incidents'
            | 'continuity'
            | 'supply_chain'
            | 'acquisition'
            | 'effectiveness'
            | 'hygiene'
            | 'cryptography'
            | 'people_assets'
            | 'login';
        };
        query?: never;
      };
      requestBody: { content: { 'application/json': { level: number; by_on: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/measures': {
    /** First measures: those on the plant’s list, and those it has not taken over */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          as_of?: string | undefined;
          state?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                template: string;
                title: { en: string; de: string };
                how: { en: string; de: string };
                item: number;
                role: string;
                owner_id: string | null;
                owner_name: string | null;
                due_on: string | null;
                overdue: boolean;
                state: 'offered' | 'open' | 'done' | 'dropped';
                started_at: string | null;
                closed_at: string | null;
                closed_by_name: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Take the first measures over, each with an owner and a date */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { started: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/measures/export': {
    /** As a file: first measures: those on the plant’s list, and those it has not taken over */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/measures/selection': {
    /** Choose all: first measures: those on the plant’s list, and those it has not taken over */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/measures/{measure_id}': {
    /** Give a measure another owner or date */
    patch: {
      parameters: { path: { site_id: string; measure_id: string }; query?: never };
      requestBody: { content: { 'application/json': { owner_id: string; due_on: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/measures/{measure_id}/closure': {
    /** Close a measure: done, or dropped, with what shows it */
    post: {
      parameters: { path: { site_id: string; measure_id: string }; query?: never };
      requestBody: { content: { 'application/json': { outcome: 'done' | 'dropped'; reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/meeting-actions': {
    /** Actions of meetings: whose, by when, and what became of them */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: 'open' | 'done' | 'overdue' | undefined;
          mine?: 'true' | 'false' | undefined;
          as_of?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                meeting_id: string;
                site_id: string | null;
                kind: 'monthly_review' | 'resilience_committee' | 'board_day';
                number: number;
                title: string;
                owner_id: string;
                owner_name: string | null;
                due_on: string;
                done_at: string | null;
                done_by_name: string | null;
                done_remark: string | null;
                is_overdue: boolean;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/meeting-actions/export': {
    /** As a file: actions of meetings: whose, by when, and what became of them */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/meeting-actions/selection': {
    /** Choose all: actions of meetings: whose, by when, and what became of them */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/meeting-actions/{action_id}/done': {
    /** Say that an action is done */
    post: {
      parameters: { path: { site_id: string; action_id: string }; query?: never };
      requestBody: { content: { 'application/json': { remark: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/meetings': {
    /** Meetings of a site, and of the organisation for who may see those */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
          kind?: string | undefined;
          as_of?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                site_id: string | null;
                kind: 'monthly_review' | 'resilience_committee' | 'board_day';
                period_from: string;
                period_until: string;
                planned_at: string;
                state: 'planned' | 'held' | 'signing' | 'closed' | 'called_off';
                quorum: number;
                held_at: string | null;
                closed_at: string | null;
                members: number;
                present: number;
                signed: number;
                has_quorum: boolean;
                decisions: number;
                actions: number;
                open_actions: number;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Call a meeting for a period */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            kind: 'monthly_review' | 'resilience_committee' | 'board_day';
            period_from: string;
            period_until: string;
            planned_at: string;
            members: string[];
            guests?: string[] | undefined;
            quorum?: number | null | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { id: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/meetings/export': {
    /** As a file: meetings of a site, and of the organisation for who may see those */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/meetings/selection': {
    /** Choose all: meetings of a site, and of the organisation for who may see those */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/meetings/{meeting_id}': {
    /** One meeting: agenda from the ledger, attendance, minutes, decisions, actions */
    get: {
      parameters: { path: { site_id: string; meeting_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              site_id: string | null;
              kind: 'monthly_review' | 'resilience_committee' | 'board_day';
              period_from: string;
              period_until: string;
              planned_at: string;
              state: 'planned' | 'held' | 'signing' | 'closed' | 'called_off';
              quorum: number;
              held_at: string | null;
              closed_at: string | null;
              members: number;
              present: number;
              signed: number;
              has_quorum: boolean;
              decisions: number;
              actions: number;
              open_actions: number;
              agenda: {
                section:
                  | 'changes'
                  | 'approvals'
                  | 'findings'
                  | 'captures'
                  | 'imports'
                  | 'evidence'
                  | 'incidents'
                  | 'governance'
                  | 'overdue'
                  | 'missed'
                  | 'actions'
                  | 'investments';
                total: number;
                lines: {
                  kind: string | null;
                  title: { en: string; de: string } | null;
                  count: number | null;
                  latest_at: string | null;
                  opens: string | null;
                  state: string | null;
                }[];
              }[];
              fixed_items: Record<string, string>;
              fixed_offers: Record<string, { en: string; de: string }>;
              minutes: string | null;
              minutes_sha256: string | null;
              end_reason: string | null;
              attendees: {
                person_id: string;
                name: string | null;
                part: 'member' | 'guest';
                presence: 'present' | 'excused' | 'absent' | null;
                signed_at: string | null;
              }[];
              decision_list: { id: string; number: number; text: string; outcome: 'accepted' | 'rejected' | 'postponed' }[];
              action_list: {
                id: string;
                meeting_id: string;
                site_id: string | null;
                kind: 'monthly_review' | 'resilience_committee' | 'board_day';
                number: number;
                title: string;
                owner_id: string;
                owner_name: string | null;
                due_on: string;
                done_at: string | null;
                done_by_name: string | null;
                done_remark: string | null;
                is_overdue: boolean;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/meetings/{meeting_id}/end': {
    /** Call a meeting off; or close one whose last signatures cannot come */
    post: {
      parameters: { path: { site_id: string; meeting_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/meetings/{meeting_id}/fixing': {
    /** Fix the record and ask those present to sign */
    post: {
      parameters: { path: { site_id: string; meeting_id: string }; query?: never };
      requestBody: { content: { 'application/json': Record<string, unknown> } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/meetings/{meeting_id}/held': {
    /** Say that a meeting took place, and who was there */
    post: {
      parameters: { path: { site_id: string; meeting_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { held_at: string; presence: { person_id: string; presence: 'present' | 'excused' | 'absent' }[] } };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/meetings/{meeting_id}/minutes': {
    /** Write the record: minutes, the three fixed items, decisions, actions */
    put: {
      parameters: { path: { site_id: string; meeting_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            minutes: string;
            fixed_items: Record<string, string>;
            decisions: { text: string; outcome: 'accepted' | 'rejected' | 'postponed' }[];
            actions: { title: string; owner_id: string; due_on: string }[];
            before?:
              | {
                  minutes?: string | null | undefined;
                  fixed_items?: Record<string, string> | undefined;
                  decisions?: { text: string; outcome: 'accepted' | 'rejected' | 'postponed' }[] | undefined;
                  actions?: { title: string; owner_id: string; due_on: string }[] | undefined;
                }
              | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/meetings/{meeting_id}/paper': {
    /** The record of a meeting as PDF */
    get: {
      parameters: { path: { site_id: string; meeting_id: string }; query?: never };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/meetings/{meeting_id}/reopening': {
    /** Open the record for writing again; every signature goes with it */
    post: {
      parameters: { path: { site_id: string; meeting_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/meetings/{meeting_id}/signature': {
    /** Sign the record one was there for */
    post: {
      parameters: { path: { site_id: string; meeting_id: string }; query?: never };
      requestBody: { content: { 'application/json': { minutes_sha256: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/message-lines': {
    /** Lines the MES named, and where they are */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                line: string;
                messages: number;
                last_at: string;
                zone_id: string | null;
                zone_name: string | null;
                is_said: boolean;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Say which zone the MES means by a line */
    put: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { line: string; zone_id: string | null } } };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                line: string;
                messages: number;
                last_at: string;
                zone_id: string | null;
                zone_name: string | null;
                is_said: boolean;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/message-lines/export': {
    /** As a file: lines the MES named, and where they are */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/minimum': {
    /** The required ten: yes or no and what is missing, and what goes beyond them */
    get: {
      parameters: { path: { site_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              as_of: string;
              yes: number;
              of: number;
              items: {
                no: number;
                id: string;
                title: { en: string; de: string };
                question: { en: string; de: string };
                missing: { en: string; de: string };
                yes: boolean;
                only_by_hand: boolean;
                holds_to: string | null;
                pieces: {
                  artefact: string;
                  title: { en: string; de: string };
                  requirement_id: string;
                  state: 'unobserved' | 'missing' | 'stale' | 'partly' | 'ageing' | 'proven' | 'not_applicable';
                  good: number;
                  of: number;
                  by_hand: boolean;
                  bindings: {
                    id: string;
                    title: { en: string; de: string } | null;
                    good: number;
                    of: number;
                    state: 'unobserved' | 'missing' | 'stale' | 'partly' | 'ageing' | 'proven' | 'not_applicable';
                  }[];
                }[];
                requirements: {
                  id: string;
                  citation: {
                    instrument: string;
                    place: string;
                    text: { en: string; de: string };
                    verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                    as_of: string;
                    sources: string[];
                  };
                }[];
              }[];
              boosters: {
                id: string;
                title: { en: string; de: string };
                why: { en: string; de: string };
                ticked: boolean;
                until_on: string | null;
                by_name: string | null;
                at: string | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/names': {
    /** What ids are called, where one may see it */
    get: {
      parameters: { path: { site_id: string }; query: { ids: string } };
      responses: {
        200: {
          content: {
            'application/json': {
              names: {
                id: string;
                type:
                  | 'asset'
                  | 'zone'
                  | 'conduit'
                  | 'finding'
                  | 'capture'
                  | 'walk_down'
                  | 'evidence_item'
                  | 'question'
                  | 'person'
                  | 'area'
                  | 'flow'
                  | 'service'
                  | 'supplier'
                  | 'maintenance_window'
                  | 'operating_period'
                  | 'account';
                name: string;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/naming': {
    /** How devices of the site are named */
    get: {
      parameters: { path: { site_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              patterns: { kinds: string[]; pattern: string }[];
              area_codes: { area_id: string; code: string }[];
              kind_codes: { kind: string; code: string }[];
              version: number;
              set_by_name: string | null;
              set_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Set how devices are named; nothing is renamed */
    put: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            patterns: { kinds: string[]; pattern: string }[];
            area_codes: { area_id: string; code: string }[];
            kind_codes: { kind: string; code: string }[];
            version: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              patterns: { kinds: string[]; pattern: string }[];
              area_codes: { area_id: string; code: string }[];
              kind_codes: { kind: string; code: string }[];
              version: number;
              set_by_name: string | null;
              set_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/naming/misfits': {
    /** List devices whose names do not fit the naming standard */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          kind?: string | undefined;
          why?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                kind: string;
                area_name: string | null;
                pattern: string;
                example: string;
                why: 'stops' | 'wrong_area' | 'wrong_kind';
                at: number;
                fits: string;
                want: 'area' | 'kind' | 'number' | 'letters' | 'text' | 'literal' | 'end';
                what: string;
              }[];
              total: number;
              checked: number;
              uncovered: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/naming/misfits/export': {
    /** As a file: list devices whose names do not fit the naming standard */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/naming/misfits/selection': {
    /** Choose all: list devices whose names do not fit the naming standard */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/netbox': {
    /** Forget the plant’s NetBox and its token */
    delete: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Where the plant’s NetBox is */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': { settings: { base_url: string; has_own_ca: boolean; set_by_name: string | null; set_at: string } | null };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Say where the plant’s NetBox is */
    put: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { base_url: string; token?: string | undefined; ca_pem?: string | null | undefined } };
      };
      responses: {
        200: {
          content: {
            'application/json': { settings: { base_url: string; has_own_ca: boolean; set_by_name: string | null; set_at: string } | null };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/netbox/imports': {
    /** Read NetBox into a dry run; nothing of the plant is written */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { site?: string | null | undefined } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              kind: 'asset' | 'person' | 'supplier' | 'account' | 'roster';
              source: 'sheet' | 'project_file' | 'netbox';
              name: string;
              state: 'read' | 'planned' | 'applied' | 'undone';
              sha256: string;
              size_bytes: number;
              rows: number;
              notes: Record<string, string>;
              columns: { index: number; heading: string; field: string | null; refused: 'secret' | null; samples: string[] }[];
              mapping: Record<string, string>;
              take: boolean;
              plan_sha256: string | null;
              counts: { add: number; change: number; same: number; conflict: number; error: number; writes: number } | null;
              added_by: string;
              added_by_name: string | null;
              added_at: string;
              applied_by_name: string | null;
              applied_at: string | null;
              undone_at: string | null;
              progress: { step: 'comparing' | 'writing' | 'undoing'; done: number; total: number } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/observation': {
    /** What sees each zone, since when and until when */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                zone_name: string;
                assets: number;
                observed: {
                  kind: 'sensor' | 'capture' | 'station' | 'switch_table' | 'walk_down';
                  seen_from: string;
                  seen_to: string;
                  sources: number;
                  source_id: string;
                }[];
                state: 'observed' | 'stale' | 'unobserved';
                traffic: 'observed' | 'stale' | 'unobserved';
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/observation/export': {
    /** As a file: what sees each zone, since when and until when */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/observation/selection': {
    /** Choose all: what sees each zone, since when and until when */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/opening-keys': {
    /** Who holds the two keys to sensitive evidence */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              second_held_by: 'plant' | 'works_council';
              ready: boolean;
              files: number;
              waiting_files: number;
              holders: {
                id: string;
                side: 'first' | 'second';
                person_id: string;
                name: string;
                state: 'named' | 'waiting' | 'active' | 'removed';
                named_by_name: string;
                named_at: string;
                made_at: string | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/opening-keys/holders': {
    /** Name somebody who is to hold one of the keys */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { person_id: string; side: 'first' | 'second' } } };
      responses: {
        200: { content: { 'application/json': { id: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/opening-keys/holders/{key_id}/admission': {
    /** Admit a further holder of one’s own side, with one’s own passphrase */
    post: {
      parameters: { path: { site_id: string; key_id: string }; query?: never };
      requestBody: { content: { 'application/json': { passphrase: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/opening-keys/holders/{key_id}/removal': {
    /** Take a key from its holder */
    post: {
      parameters: { path: { site_id: string; key_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/opening-keys/own': {
    /** Make one’s own key under a passphrase */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { passphrase: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/opening-keys/own/rotation': {
    /** A new key and passphrase in place of one’s own */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { old_passphrase: string; passphrase: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/opening-keys/second': {
    /** Say whose the second key is: the plant’s or the works council’s */
    put: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { held_by: 'plant' | 'works_council' } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/openings': {
    /** List what was asked to be opened, who agreed, and what became of it */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
          subject_id?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                subject_type: string;
                subject_id: string;
                title: string;
                reason: string;
                state: 'waiting' | 'open' | 'refused' | 'withdrawn' | 'expired' | 'over';
                asked_by: string;
                asked_by_name: string;
                asked_at: string;
                expires_at: string;
                open_until: string | null;
                end_reason: string | null;
                ended_by_name: string | null;
                consents: { side: 'first' | 'second'; name: string; at: string }[];
                mine_to_decide: boolean;
                mine_to_read: boolean;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/openings/export': {
    /** As a file: list what was asked to be opened, who agreed, and what became of it */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/openings/selection': {
    /** Choose all: list what was asked to be opened, who agreed, and what became of it */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/openings/{opening_id}/consent': {
    /** Agree to an opening with one’s own passphrase */
    post: {
      parameters: { path: { site_id: string; opening_id: string }; query?: never };
      requestBody: { content: { 'application/json': { passphrase: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/openings/{opening_id}/ending': {
    /** Refuse an opening as a holder, or take back one’s own request */
    post: {
      parameters: { path: { site_id: string; opening_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/operating-periods': {
    /** List stretches in which the plant does something else */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                state: 'production' | 'cleaning' | 'changeover' | 'failover' | 'commissioning' | 'turnaround' | 'standstill';
                starts_at: string;
                ends_at: string;
                zones: { id: string; name: string }[];
                note: string | null;
                noted_by_name: string;
                version: number;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Note what the plant does in a stretch of time */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            state: 'production' | 'cleaning' | 'changeover' | 'failover' | 'commissioning' | 'turnaround' | 'standstill';
            starts_at: string;
            ends_at: string;
            zone_ids?: string[] | undefined;
            note?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              state: 'production' | 'cleaning' | 'changeover' | 'failover' | 'commissioning' | 'turnaround' | 'standstill';
              starts_at: string;
              ends_at: string;
              zones: { id: string; name: string }[];
              note: string | null;
              noted_by_name: string;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/operating-periods/export': {
    /** As a file: list stretches in which the plant does something else */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/operating-periods/selection': {
    /** Choose all: list stretches in which the plant does something else */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/operating-periods/{period_id}': {
    /** One stretch */
    get: {
      parameters: { path: { site_id: string; period_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              state: 'production' | 'cleaning' | 'changeover' | 'failover' | 'commissioning' | 'turnaround' | 'standstill';
              starts_at: string;
              ends_at: string;
              zones: { id: string; name: string }[];
              note: string | null;
              noted_by_name: string;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Change a stretch */
    patch: {
      parameters: { path: { site_id: string; period_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            state: 'production' | 'cleaning' | 'changeover' | 'failover' | 'commissioning' | 'turnaround' | 'standstill';
            starts_at: string;
            ends_at: string;
            zone_ids?: string[] | undefined;
            note?: string | null | undefined;
            version: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              state: 'production' | 'cleaning' | 'changeover' | 'failover' | 'commissioning' | 'turnaround' | 'standstill';
              starts_at: string;
              ends_at: string;
              zones: { id: string; name: string }[];
              note: string | null;
              noted_by_name: string;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/operating-periods/{period_id}/removal': {
    /** Take a stretch out of the calendar */
    post: {
      parameters: { path: { site_id: string; period_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/outage': {
    /** What stops when something is down */
    get: {
      parameters: { path: { site_id: string }; query: { type: 'service' | 'asset' | 'zone' | 'area' | 'supplier'; id: string } };
      responses: {
        200: {
          content: {
            'application/json': {
              start: { type: 'service' | 'asset' | 'zone' | 'area' | 'supplier'; id: string; name: string };
              lines: {
                type: 'service' | 'asset' | 'zone' | 'area';
                id: string;
                name: string;
                effect: 'stops' | 'weakened' | 'inconvenienced';
                after_hours: number;
                criticality: string | null;
                production_role: string | null;
                owner_name: string | null;
                workaround: string | null;
                via: string[];
              }[];
              counts: { stops: number; essential: number; areas: number; inconvenienced: number };
              undeclared: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/packages': {
    /** List the evidence packages */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                number: number;
                scope:
                  | { type: 'site' }
                  | { type: 'acts'; kinds: string[] }
                  | { type: 'subject'; subject_type: 'zone' | 'conduit' | 'asset'; id: string }
                  | { type: 'person'; id: string }
                  | { type: 'requirement'; id: string }
                  | { type: 'evidence'; ids: string[] };
                scope_title: string;
                epoch: number;
                from: string | null;
                until: string | null;
                as_of_size: number;
                previous_number: number | null;
                is_complete: boolean;
                state: 'making' | 'ready' | 'failed';
                fault: string | null;
                done_bytes: number;
                sha256: string | null;
                size_bytes: number | null;
                entries: number | null;
                files: number | null;
                omitted: { what: 'entries' | 'texts' | 'files'; reason: string; count: number }[];
                requested_by: string;
                requested_by_name: string;
                requested_at: string;
                made_at: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Make an evidence package */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            scope:
              | { type: 'site' }
              | { type: 'acts'; kinds: string[] }
              | { type: 'subject'; subject_type: 'zone' | 'conduit' | 'asset'; id: string }
              | { type: 'person'; id: string }
              | { type: 'requirement'; id: string }
              | { type: 'evidence'; ids: string[] };
            epoch?: number | null | undefined;
            from?: string | null | undefined;
            until?: string | null | undefined;
            as_of?: string | null | undefined;
            complete?: boolean | undefined;
            with_texts?: boolean | undefined;
            with_files?: boolean | undefined;
            max_file_bytes?: number | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              scope:
                | { type: 'site' }
                | { type: 'acts'; kinds: string[] }
                | { type: 'subject'; subject_type: 'zone' | 'conduit' | 'asset'; id: string }
                | { type: 'person'; id: string }
                | { type: 'requirement'; id: string }
                | { type: 'evidence'; ids: string[] };
              scope_title: string;
              epoch: number;
              from: string | null;
              until: string | null;
              as_of_size: number;
              previous_number: number | null;
              is_complete: boolean;
              state: 'making' | 'ready' | 'failed';
              fault: string | null;
              done_bytes: number;
              sha256: string | null;
              size_bytes: number | null;
              entries: number | null;
              files: number | null;
              omitted: { what: 'entries' | 'texts' | 'files'; reason: string; count: number }[];
              requested_by: string;
              requested_by_name: string;
              requested_at: string;
              made_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/packages/export': {
    /** As a file: list the evidence packages */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/packages/preview': {
    /** What a package would hold and leave out */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            scope:
              | { type: 'site' }
              | { type: 'acts'; kinds: string[] }
              | { type: 'subject'; subject_type: 'zone' | 'conduit' | 'asset'; id: string }
              | { type: 'person'; id: string }
              | { type: 'requirement'; id: string }
              | { type: 'evidence'; ids: string[] };
            epoch?: number | null | undefined;
            from?: string | null | undefined;
            until?: string | null | undefined;
            as_of?: string | null | undefined;
            complete?: boolean | undefined;
            with_texts?: boolean | undefined;
            with_files?: boolean | undefined;
            max_file_bytes?: number | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              as_of_size: number;
              as_of_at: string;
              previous_number: number | null;
              entries: number;
              texts: number;
              files: number;
              files_bytes: number;
              omitted: { what: 'entries' | 'texts' | 'files'; reason: string; count: number }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/packages/selection': {
    /** Choose all: list the evidence packages */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/packages/{package_id}': {
    /** One evidence package */
    get: {
      parameters: { path: { site_id: string; package_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              scope:
                | { type: 'site' }
                | { type: 'acts'; kinds: string[] }
                | { type: 'subject'; subject_type: 'zone' | 'conduit' | 'asset'; id: string }
                | { type: 'person'; id: string }
                | { type: 'requirement'; id: string }
                | { type: 'evidence'; ids: string[] };
              scope_title: string;
              epoch: number;
              from: string | null;
              until: string | null;
              as_of_size: number;
              previous_number: number | null;
              is_complete: boolean;
              state: 'making' | 'ready' | 'failed';
              fault: string | null;
              done_bytes: number;
              sha256: string | null;
              size_bytes: number | null;
              entries: number | null;
              files: number | null;
              omitted: { what: 'entries' | 'texts' | 'files'; reason: string; count: number }[];
              requested_by: string;
              requested_by_name: string;
              requested_at: string;
              made_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/packages/{package_id}/file': {
    /** Download an evidence package */
    get: {
      parameters: { path: { site_id: string; package_id: string }; query?: never };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/parts': {
    /** When each part was last set for any device of the site */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              parts: { part: 'operator' | 'manufacturer' | 'integrator' | 'service_provider'; set_at: string | null }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Say who plays a part for many devices */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            asset_ids: string[];
            part: 'operator' | 'manufacturer' | 'integrator' | 'service_provider';
            is_own?: boolean | undefined;
            supplier_id?: string | null | undefined;
            company?: string | null | undefined;
            before?: { set_at?: string | null | undefined; site_set_at?: string | null | undefined } | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { set: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/policy-key': {
    /** The key that signs what a site’s enforcers are ordered, by its fingerprint */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': { key_id: string; vkey: string; fingerprint: string; made_at: string; former_fingerprint: string | null };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/policy-key/rotation': {
    /** Replace the policy key; enforcers trust the new one through the old */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': { key_id: string; vkey: string; fingerprint: string; made_at: string; former_fingerprint: string | null };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/processes': {
    /** How the five processes of information security are done in this plant: who, how, where it is logged */
    get: {
      parameters: { path: { site_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              processes: {
                process: 'access' | 'change' | 'patch' | 'incident' | 'supplier';
                who: {
                  role:
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications';
                  asked_role:
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications';
                  through: (
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications'
                  )[];
                  person_id: string | null;
                  person_name: string | null;
                  deputy_id: string | null;
                  deputy_name: string | null;
                  appointment_id: string | null;
                  state: 'accepted' | 'proposed' | 'named' | 'vacant';
                  source: 'set' | 'default';
                };
                reach: { email: string | null; phone: string | null; second_phone: string | null; remark: string | null } | null;
                how: string | null;
                logged: string | null;
                set_at: string | null;
                set_by_name: string | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/processes/{process}': {
    /** Say how a process is done in this plant */
    put: {
      parameters: { path: { site_id: string; process: 'access' | 'change' | 'patch' | 'incident' | 'supplier' }; query?: never };
      requestBody: {
        content: {
          'application/json': { how: string; logged: string; before?: { how: string | null; logged: string | null } | undefined };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              processes: {
                process: 'access' | 'change' | 'patch' | 'incident' | 'supplier';
                who: {
                  role:
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications';
                  asked_role:
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications';
                  through: (
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications'
                  )[];
                  person_id: string | null;
                  person_name: string | null;
                  deputy_id: string | null;
                  deputy_name: string | null;
                  appointment_id: string | null;
                  state: 'accepted' | 'proposed' | 'named' | 'vacant';
                  source: 'set' | 'default';
                };
                reach: { email: string | null; phone: string | null; second_phone: string | null; remark: string | null } | null;
                how: string | null;
                logged: string | null;
                set_at: string | null;
                set_by_name: string | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/production-hours': {
    /** The hours of a week in which the plant produces */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { hours: { weekday: number; from: string; to: string }[] } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Keep the hours of a week in which the plant produces */
    put: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { hours: { weekday: number; from: string; to: string }[] } } };
      responses: {
        200: { content: { 'application/json': { hours: { weekday: number; from: string; to: string }[] } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/questions': {
    /** List the questions of audits with their answers */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
          asked_by?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                number: number;
                text: string;
                about: string | null;
                about_title: string | null;
                state: 'open' | 'answered' | 'settled';
                asked_by: string;
                asked_by_name: string;
                asked_at: string;
                settled_at: string | null;
                remarks: { n: number; kind: 'answer' | 'again'; text: string; said_by: string; said_by_name: string; said_at: string }[];
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Ask a question, about a record or in general */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { text: string; about?: string | null | undefined; about_title?: string | null | undefined } };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              text: string;
              about: string | null;
              about_title: string | null;
              state: 'open' | 'answered' | 'settled';
              asked_by: string;
              asked_by_name: string;
              asked_at: string;
              settled_at: string | null;
              remarks: { n: number; kind: 'answer' | 'again'; text: string; said_by: string; said_by_name: string; said_at: string }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/questions/export': {
    /** As a file: list the questions of audits with their answers */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/questions/selection': {
    /** Choose all: list the questions of audits with their answers */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/questions/{question_id}': {
    /** One question with its answers */
    get: {
      parameters: { path: { site_id: string; question_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              text: string;
              about: string | null;
              about_title: string | null;
              state: 'open' | 'answered' | 'settled';
              asked_by: string;
              asked_by_name: string;
              asked_at: string;
              settled_at: string | null;
              remarks: { n: number; kind: 'answer' | 'again'; text: string; said_by: string; said_by_name: string; said_at: string }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/questions/{question_id}/answers': {
    /** Answer a question */
    post: {
      parameters: { path: { site_id: string; question_id: string }; query?: never };
      requestBody: { content: { 'application/json': { text: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              text: string;
              about: string | null;
              about_title: string | null;
              state: 'open' | 'answered' | 'settled';
              asked_by: string;
              asked_by_name: string;
              asked_at: string;
              settled_at: string | null;
              remarks: { n: number; kind: 'answer' | 'again'; text: string; said_by: string; said_by_name: string; said_at: string }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/questions/{question_id}/further': {
    /** Ask further: the answer does not content the auditor */
    post: {
      parameters: { path: { site_id: string; question_id: string }; query?: never };
      requestBody: { content: { 'application/json': { text: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              text: string;
              about: string | null;
              about_title: string | null;
              state: 'open' | 'answered' | 'settled';
              asked_by: string;
              asked_by_name: string;
              asked_at: string;
              settled_at: string | null;
              remarks: { n: number; kind: 'answer' | 'again'; text: string; said_by: string; said_by_name: string; said_at: string }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/questions/{question_id}/settlement': {
    /** Settle a question: the auditor is content */
    post: {
      parameters: { path: { site_id: string; question_id: string }; query?: never };
      requestBody: { content: { 'application/json': Record<string, unknown> } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              text: string;
              about: string | null;
              about_title: string | null;
              state: 'open' | 'answered' | 'settled';
              asked_by: string;
              asked_by_name: string;
              asked_at: string;
              settled_at: string | null;
              remarks: { n: number; kind: 'answer' | 'again'; text: string; said_by: string; said_by_name: string; said_at: string }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/raci': {
    /** Every activity with who is accountable, does it, is asked and told; also as it was */
    get: {
      parameters: { path: { site_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              activities: {
                id: string;
                title: { en: string; de: string };
                level: 'site' | 'organisation';
                accountable:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications';
                responsible: (
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications'
                )[];
                consulted: (
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications'
                )[];
                informed: (
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications'
                )[];
                source: 'set' | 'default';
                cause: { type: 'finding' | 'exercise'; id: string } | null;
                changed_at: string | null;
                changed_by_name: string | null;
                version: number;
                who: {
                  role:
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications';
                  asked_role:
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications';
                  through: (
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications'
                  )[];
                  person_id: string | null;
                  person_name: string | null;
                  deputy_id: string | null;
                  deputy_name: string | null;
                  appointment_id: string | null;
                  state: 'accepted' | 'proposed' | 'named' | 'vacant';
                  source: 'set' | 'default';
                };
                requirements: string[];
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/raci/{activity_id}': {
    /** Say who does what in an activity */
    put: {
      parameters: { path: { site_id: string; activity_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            accountable:
              | 'board'
              | 'ciso'
              | 'plant_manager'
              | 'ot_lead'
              | 'ot_security_officer'
              | 'global_ot_team'
              | 'site_ot_lead'
              | 'asset_owner'
              | 'process_owner'
              | 'incident_coordinator'
              | 'safety_responsible'
              | 'it_lead'
              | 'shift_lead'
              | 'maintenance_lead'
              | 'works_council'
              | 'communications';
            responsible: (
              | 'board'
              | 'ciso'
              | 'plant_manager'
              | 'ot_lead'
              | 'ot_security_officer'
              | 'global_ot_team'
              | 'site_ot_lead'
              | 'asset_owner'
              | 'process_owner'
              | 'incident_coordinator'
              | 'safety_responsible'
              | 'it_lead'
              | 'shift_lead'
              | 'maintenance_lead'
              | 'works_council'
              | 'communications'
            )[];
            consulted: (
              | 'board'
              | 'ciso'
              | 'plant_manager'
              | 'ot_lead'
              | 'ot_security_officer'
              | 'global_ot_team'
              | 'site_ot_lead'
              | 'asset_owner'
              | 'process_owner'
              | 'incident_coordinator'
              | 'safety_responsible'
              | 'it_lead'
              | 'shift_lead'
              | 'maintenance_lead'
              | 'works_council'
              | 'communications'
            )[];
            informed: (
              | 'board'
              | 'ciso'
              | 'plant_manager'
              | 'ot_lead'
              | 'ot_security_officer'
              | 'global_ot_team'
              | 'site_ot_lead'
              | 'asset_owner'
              | 'process_owner'
              | 'incident_coordinator'
              | 'safety_responsible'
              | 'it_lead'
              | 'shift_lead'
              | 'maintenance_lead'
              | 'works_council'
              | 'communications'
            )[];
            cause?: { type: 'finding' | 'exercise'; id: string } | null | undefined;
            version: number;
            reason: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              activities: {
                id: string;
                title: { en: string; de: string };
                level: 'site' | 'organisation';
                accountable:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications';
                responsible: (
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications'
                )[];
                consulted: (
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications'
                )[];
                informed: (
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications'
                )[];
                source: 'set' | 'default';
                cause: { type: 'finding' | 'exercise'; id: string } | null;
                changed_at: string | null;
                changed_by_name: string | null;
                version: number;
                who: {
                  role:
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications';
                  asked_role:
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications';
                  through: (
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications'
                  )[];
                  person_id: string | null;
                  person_name: string | null;
                  deputy_id: string | null;
                  deputy_name: string | null;
                  appointment_id: string | null;
                  state: 'accepted' | 'proposed' | 'named' | 'vacant';
                  source: 'set' | 'default';
                };
                requirements: string[];
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/requirement-statements/{statement_id}/ending': {
    /** End evidence by hand, an assumption or a test that holds no more */
    post: {
      parameters: { path: { site_id: string; statement_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              site_id: string;
              id: string;
              kind: 'evidence' | 'not_applicable' | 'assumption' | 'test';
              requirement_id: string | null;
              artefact: string | null;
              standard: 'iec62443_2_1' | 'iec62443_3_3' | 'iso27001' | 'nist_csf2' | null;
              control_id: string | null;
              text: string;
              method: string | null;
              result: 'works' | 'partly' | 'fails' | null;
              kpi: string | null;
              until_on: string | null;
              tested_on: string | null;
              next_on: string | null;
              file_sha256: string | null;
              file_name: string | null;
              made_by: string;
              made_by_name: string;
              made_at: string;
              ended_at: string | null;
              ended_by_name: string | null;
              end_reason: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/requirement-statements/{statement_id}/file': {
    /** The file of evidence by hand */
    get: {
      parameters: { path: { site_id: string; statement_id: string }; query?: never };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/requirement-statements/{statement_id}/taking-up': {
    /** Take a requirement up again that was said not to apply */
    post: {
      parameters: { path: { site_id: string; statement_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              site_id: string;
              id: string;
              kind: 'evidence' | 'not_applicable' | 'assumption' | 'test';
              requirement_id: string | null;
              artefact: string | null;
              standard: 'iec62443_2_1' | 'iec62443_3_3' | 'iso27001' | 'nist_csf2' | null;
              control_id: string | null;
              text: string;
              method: string | null;
              result: 'works' | 'partly' | 'fails' | null;
              kpi: string | null;
              until_on: string | null;
              tested_on: string | null;
              next_on: string | null;
              file_sha256: string | null;
              file_name: string | null;
              made_by: string;
              made_by_name: string;
              made_at: string;
              ended_at: string | null;
              ended_by_name: string | null;
              end_reason: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/requirements': {
    /** List the requirements with their controls, evidence, owner and state */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          as_of?: string | undefined;
          regime?: string | undefined;
          standard?: string | undefined;
          state?: string | undefined;
          bucket?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                requirement_id: string;
                title: { en: string; de: string };
                citation: {
                  instrument: string;
                  place: string;
                  text: { en: string; de: string };
                  verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                  as_of: string;
                  sources: string[];
                };
                regimes: string[];
                jurisdiction: string;
                bucket: 'govern' | 'identify' | 'protect' | 'detect' | 'respond' | 'recover';
                minimum: number | null;
                controls: { iec62443_2_1: string[]; iec62443_3_3: string[]; iso27001: string[]; nist_csf2: string[] };
                parts: {
                  artefact: string;
                  title: { en: string; de: string };
                  state: 'unobserved' | 'missing' | 'stale' | 'partly' | 'ageing' | 'proven' | 'not_applicable';
                  counts: boolean;
                  by_hand: boolean;
                  has_source: boolean;
                }[];
                owner: { en: string; de: string };
                owner_role: string;
                review: { en: string; de: string };
                duties: {
                  activity_id: string;
                  title: { en: string; de: string };
                  role: string;
                  name: string | null;
                  deputy_name: string | null;
                  next_on: string | null;
                  missed: number;
                }[];
                lacks: ('controls' | 'artefact' | 'owner' | 'cadence')[];
                state: 'unobserved' | 'missing' | 'stale' | 'partly' | 'ageing' | 'proven' | 'not_applicable';
                good: number;
                of: number;
                stale: number;
                automatic: number;
                by_hand: number;
                only_by_hand: boolean;
                holds_to: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/requirements/export': {
    /** As a file: list the requirements with their controls, evidence, owner and state */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/requirements/oscal/{document}': {
    /** The matrix as an OSCAL 1.2.1 document: mapping of controls, assessment results, or plan of action and milestones */
    get: {
      parameters: { path: { site_id: string; document: 'mapping' | 'results' | 'poam' }; query?: { as_of?: string | undefined } };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/requirements/profile': {
    /** NIST CSF 2.0 categories with the requirements and evidence that reach them */
    get: {
      parameters: { path: { site_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                control_id: string;
                title: { en: string; de: string };
                function_id: string;
                requirement_ids: string[];
                controls: string[];
                unreached: string[];
                states: ('unobserved' | 'missing' | 'stale' | 'partly' | 'ageing' | 'proven' | 'not_applicable')[];
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/requirements/profile/export': {
    /** As a file: nIST CSF 2.0 categories with the requirements and evidence that reach them */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/requirements/summary': {
    /** Coverage of each function, and how much was collected by operation */
    get: {
      parameters: { path: { site_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              as_of: string;
              whole: {
                requirements: number;
                proven: number;
                ageing: number;
                partly: number;
                stale: number;
                missing: number;
                unobserved: number;
                not_applicable: number;
                parts_good: number;
                parts: number;
              };
              buckets: {
                requirements: number;
                proven: number;
                ageing: number;
                partly: number;
                stale: number;
                missing: number;
                unobserved: number;
                not_applicable: number;
                parts_good: number;
                parts: number;
                bucket: 'govern' | 'identify' | 'protect' | 'detect' | 'respond' | 'recover';
              }[];
              automatic: number;
              by_hand: number;
              lacking: number;
              reading: { read: number; of: number };
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/requirements/{requirement_id}': {
    /** One requirement with its text, controls, evidence and what was said by hand */
    get: {
      parameters: { path: { site_id: string; requirement_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              requirement_id: string;
              title: { en: string; de: string };
              citation: {
                instrument: string;
                place: string;
                text: { en: string; de: string };
                verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                as_of: string;
                sources: string[];
              };
              regimes: string[];
              jurisdiction: string;
              bucket: 'govern' | 'identify' | 'protect' | 'detect' | 'respond' | 'recover';
              minimum: number | null;
              controls: { iec62443_2_1: string[]; iec62443_3_3: string[]; iso27001: string[]; nist_csf2: string[] };
              owner: { en: string; de: string };
              owner_role: string;
              review: { en: string; de: string };
              duties: {
                activity_id: string;
                title: { en: string; de: string };
                role: string;
                name: string | null;
                deputy_name: string | null;
                next_on: string | null;
                missed: number;
              }[];
              lacks: ('controls' | 'artefact' | 'owner' | 'cadence')[];
              state: 'unobserved' | 'missing' | 'stale' | 'partly' | 'ageing' | 'proven' | 'not_applicable';
              good: number;
              of: number;
              stale: number;
              automatic: number;
              by_hand: number;
              only_by_hand: boolean;
              holds_to: string | null;
              text: { en: string; de: string };
              basis: string;
              counterparts: string[];
              detail_controls: {
                standard: 'iec62443_2_1' | 'iec62443_3_3' | 'iso27001' | 'nist_csf2';
                id: string;
                title: { en: string; de: string };
                citation: {
                  instrument: string;
                  place: string;
                  text: { en: string; de: string };
                  verify: 'verified' | 'partly' | 'secondary' | 'unverified';
                  as_of: string;
                  sources: string[];
                };
                test: {
                  site_id: string;
                  id: string;
                  kind: 'evidence' | 'not_applicable' | 'assumption' | 'test';
                  requirement_id: string | null;
                  artefact: string | null;
                  standard: 'iec62443_2_1' | 'iec62443_3_3' | 'iso27001' | 'nist_csf2' | null;
                  control_id: string | null;
                  text: string;
                  method: string | null;
                  result: 'works' | 'partly' | 'fails' | null;
                  kpi: string | null;
                  until_on: string | null;
                  tested_on: string | null;
                  next_on: string | null;
                  file_sha256: string | null;
                  file_name: string | null;
                  made_by: string;
                  made_by_name: string;
                  made_at: string;
                  ended_at: string | null;
                  ended_by_name: string | null;
                  end_reason: string | null;
                } | null;
              }[];
              detail_parts: {
                artefact: string;
                title: { en: string; de: string };
                state: 'unobserved' | 'missing' | 'stale' | 'partly' | 'ageing' | 'proven' | 'not_applicable';
                counts: boolean;
                by_hand: boolean;
                has_source: boolean;
                only_when: boolean;
                bindings: {
                  id: string;
                  title: { en: string; de: string };
                  limits: { en: string; de: string } | null;
                  population: { en: string; de: string } | null;
                  fresh_days: number | null;
                  state: 'unobserved' | 'missing' | 'stale' | 'partly' | 'ageing' | 'proven' | 'not_applicable';
                  good: number;
                  of: number;
                  ageing: number;
                  stale: number;
                  newest_at: string | null;
                  holds_to: string | null;
                }[];
                said: {
                  site_id: string;
                  id: string;
                  kind: 'evidence' | 'not_applicable' | 'assumption' | 'test';
                  requirement_id: string | null;
                  artefact: string | null;
                  standard: 'iec62443_2_1' | 'iec62443_3_3' | 'iso27001' | 'nist_csf2' | null;
                  control_id: string | null;
                  text: string;
                  method: string | null;
                  result: 'works' | 'partly' | 'fails' | null;
                  kpi: string | null;
                  until_on: string | null;
                  tested_on: string | null;
                  next_on: string | null;
                  file_sha256: string | null;
                  file_name: string | null;
                  made_by: string;
                  made_by_name: string;
                  made_at: string;
                  ended_at: string | null;
                  ended_by_name: string | null;
                  end_reason: string | null;
                }[];
              }[];
              assumptions: {
                site_id: string;
                id: string;
                kind: 'evidence' | 'not_applicable' | 'assumption' | 'test';
                requirement_id: string | null;
                artefact: string | null;
                standard: 'iec62443_2_1' | 'iec62443_3_3' | 'iso27001' | 'nist_csf2' | null;
                control_id: string | null;
                text: string;
                method: string | null;
                result: 'works' | 'partly' | 'fails' | null;
                kpi: string | null;
                until_on: string | null;
                tested_on: string | null;
                next_on: string | null;
                file_sha256: string | null;
                file_name: string | null;
                made_by: string;
                made_by_name: string;
                made_at: string;
                ended_at: string | null;
                ended_by_name: string | null;
                end_reason: string | null;
              }[];
              set_aside: {
                site_id: string;
                id: string;
                kind: 'evidence' | 'not_applicable' | 'assumption' | 'test';
                requirement_id: string | null;
                artefact: string | null;
                standard: 'iec62443_2_1' | 'iec62443_3_3' | 'iso27001' | 'nist_csf2' | null;
                control_id: string | null;
                text: string;
                method: string | null;
                result: 'works' | 'partly' | 'fails' | null;
                kpi: string | null;
                until_on: string | null;
                tested_on: string | null;
                next_on: string | null;
                file_sha256: string | null;
                file_name: string | null;
                made_by: string;
                made_by_name: string;
                made_at: string;
                ended_at: string | null;
                ended_by_name: string | null;
                end_reason: string | null;
              }[];
              reopened: boolean;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/requirements/{requirement_id}/assumptions': {
    /** Note an assumption or a limit of how a requirement is met */
    post: {
      parameters: { path: { site_id: string; requirement_id: string }; query?: never };
      requestBody: { content: { 'application/json': { text: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              site_id: string;
              id: string;
              kind: 'evidence' | 'not_applicable' | 'assumption' | 'test';
              requirement_id: string | null;
              artefact: string | null;
              standard: 'iec62443_2_1' | 'iec62443_3_3' | 'iso27001' | 'nist_csf2' | null;
              control_id: string | null;
              text: string;
              method: string | null;
              result: 'works' | 'partly' | 'fails' | null;
              kpi: string | null;
              until_on: string | null;
              tested_on: string | null;
              next_on: string | null;
              file_sha256: string | null;
              file_name: string | null;
              made_by: string;
              made_by_name: string;
              made_at: string;
              ended_at: string | null;
              ended_by_name: string | null;
              end_reason: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/requirements/{requirement_id}/evidence': {
    /** Add evidence by hand: what it is and where it lies, until a day */
    post: {
      parameters: { path: { site_id: string; requirement_id: string }; query?: never };
      requestBody: { content: { 'application/json': { artefact: string; text: string; until_on: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              site_id: string;
              id: string;
              kind: 'evidence' | 'not_applicable' | 'assumption' | 'test';
              requirement_id: string | null;
              artefact: string | null;
              standard: 'iec62443_2_1' | 'iec62443_3_3' | 'iso27001' | 'nist_csf2' | null;
              control_id: string | null;
              text: string;
              method: string | null;
              result: 'works' | 'partly' | 'fails' | null;
              kpi: string | null;
              until_on: string | null;
              tested_on: string | null;
              next_on: string | null;
              file_sha256: string | null;
              file_name: string | null;
              made_by: string;
              made_by_name: string;
              made_at: string;
              ended_at: string | null;
              ended_by_name: string | null;
              end_reason: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/requirements/{requirement_id}/evidence-files': {
    /** Add a file as evidence by hand: the file is the body */
    post: {
      parameters: {
        path: { site_id: string; requirement_id: string };
        query: { artefact: string; text: string; until_on: string; name: string };
      };
      requestBody: { content: { 'application/octet-stream': Blob } };
      responses: {
        200: {
          content: {
            'application/json': {
              site_id: string;
              id: string;
              kind: 'evidence' | 'not_applicable' | 'assumption' | 'test';
              requirement_id: string | null;
              artefact: string | null;
              standard: 'iec62443_2_1' | 'iec62443_3_3' | 'iso27001' | 'nist_csf2' | null;
              control_id: string | null;
              text: string;
              method: string | null;
              result: 'works' | 'partly' | 'fails' | null;
              kpi: string | null;
              until_on: string | null;
              tested_on: string | null;
              next_on: string | null;
              file_sha256: string | null;
              file_name: string | null;
              made_by: string;
              made_by_name: string;
              made_at: string;
              ended_at: string | null;
              ended_by_name: string | null;
              end_reason: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/requirements/{requirement_id}/not-applicable': {
    /** Sign that a requirement, or one kind of its evidence, does not apply here */
    post: {
      parameters: { path: { site_id: string; requirement_id: string }; query?: never };
      requestBody: { content: { 'application/json': { artefact?: string | null | undefined; reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              site_id: string;
              id: string;
              kind: 'evidence' | 'not_applicable' | 'assumption' | 'test';
              requirement_id: string | null;
              artefact: string | null;
              standard: 'iec62443_2_1' | 'iec62443_3_3' | 'iso27001' | 'nist_csf2' | null;
              control_id: string | null;
              text: string;
              method: string | null;
              result: 'works' | 'partly' | 'fails' | null;
              kpi: string | null;
              until_on: string | null;
              tested_on: string | null;
              next_on: string | null;
              file_sha256: string | null;
              file_name: string | null;
              made_by: string;
              made_by_name: string;
              made_at: string;
              ended_at: string | null;
              ended_by_name: string | null;
              end_reason: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/requirements/{requirement_id}/proofs/{binding_id}': {
    /** What one practice proves, subject by subject, with the entries behind it */
    get: {
      parameters: { path: { site_id: string; requirement_id: string; binding_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                subject_id: string;
                standing: 'proven' | 'ageing' | 'stale' | 'missing';
                at: string | null;
                holds_to: string | null;
                entry_id: string | null;
                log_site_id: string | null;
                kind: string | null;
                actor_id: string | null;
                actor_name: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/requirements/{requirement_id}/proofs/{binding_id}/export': {
    /** As a file: what one practice proves, subject by subject, with the entries behind it */
    post: {
      parameters: { path: { site_id: string; requirement_id: string; binding_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/responsible': {
    /** Who is responsible for what matches: activities, zones, areas, devices, controls */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          as_of?: string | undefined;
          search?: string | undefined;
          type?: 'activity' | 'zone' | 'area' | 'asset' | 'control' | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              things: {
                id: string;
                type: 'activity' | 'zone' | 'area' | 'asset' | 'control';
                thing_id: string;
                title: string | { en: string; de: string };
                detail: string | null;
                why: 'owner' | 'custodian' | 'area_owner' | 'role' | 'nobody';
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications'
                  | null;
                person: {
                  person_id: string;
                  person_name: string;
                  reach: { email: string | null; phone: string | null; second_phone: string | null; remark: string | null };
                } | null;
                deputy: {
                  person_id: string;
                  person_name: string;
                  reach: { email: string | null; phone: string | null; second_phone: string | null; remark: string | null };
                } | null;
                cite: { en: string; de: string } | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/risks': {
    /** The risk register of a site, also as it was */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          kind?: string | undefined;
          state?: string | undefined;
          rating?: string | undefined;
          treatment?: string | undefined;
          as_of?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                number: number;
                kind: 'operation' | 'non_compliance';
                title: { en: string; de: string };
                consequence: { en: string; de: string };
                gap_id: string | null;
                requirement_id: string | null;
                state: 'open' | 'accepted' | 'closed';
                rating: 'low' | 'medium' | 'high' | 'very_high';
                score: { good: number; of: number } | null;
                treatment: 'reduce' | 'accept' | 'transfer' | 'avoid';
                residual: 'low' | 'medium' | 'high' | 'very_high' | null;
                owner_id: string;
                review_on: string;
                noted_by: string;
                noted_at: string;
                accepted_by: string | null;
                accepted_at: string | null;
                accepted_until: string | null;
                closed_at: string | null;
                version: number;
                id: string;
                owner_name: string | null;
                noted_by_name: string | null;
                accepted_by_name: string | null;
                review_is_due: boolean;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Put a risk into the register */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            title: string;
            consequence: string;
            rating: 'low' | 'medium' | 'high' | 'very_high';
            treatment: 'reduce' | 'accept' | 'transfer' | 'avoid';
            owner_id: string;
            review_on: string;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { id: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/risks/export': {
    /** As a file: the risk register of a site, also as it was */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/risks/selection': {
    /** Choose all: the risk register of a site, also as it was */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/risks/{risk_id}': {
    /** Change a risk: words, rating, treatment, owner, review */
    patch: {
      parameters: { path: { site_id: string; risk_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            title: string;
            consequence: string;
            rating: 'low' | 'medium' | 'high' | 'very_high';
            treatment: 'reduce' | 'accept' | 'transfer' | 'avoid';
            owner_id: string;
            review_on: string;
            version: number;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/risks/{risk_id}/acceptance': {
    /** Accept what is left of a risk for the management body, until a day */
    post: {
      parameters: { path: { site_id: string; risk_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': { residual: 'low' | 'medium' | 'high' | 'very_high'; until_on: string; reason: string; version: number };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/risks/{risk_id}/closure': {
    /** Close a risk that is none any more */
    post: {
      parameters: { path: { site_id: string; risk_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string; version: number } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/road': {
    /** Crawl, walk, run: each stage with its exit conditions and what is lacking */
    get: {
      parameters: { path: { site_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              as_of: string;
              stages: {
                id: 'crawl' | 'walk' | 'run';
                title: { en: string; de: string };
                aim: { en: string; de: string };
                state: 'done' | 'lapsed' | 'met' | 'open';
                met: number;
                of: number;
                done_at: string | null;
                done_by_name: string | null;
                conditions: {
                  id: string;
                  title: { en: string; de: string };
                  met: boolean;
                  items: { no: number; title: { en: string; de: string } }[];
                  pieces: {
                    artefact: string;
                    title: { en: string; de: string };
                    requirement_id: string;
                    state: 'unobserved' | 'missing' | 'stale' | 'partly' | 'ageing' | 'proven' | 'not_applicable';
                    good: number;
                    of: number;
                    by_hand: boolean;
                    bindings: {
                      id: string;
                      title: { en: string; de: string } | null;
                      good: number;
                      of: number;
                      state: 'unobserved' | 'missing' | 'stale' | 'partly' | 'ageing' | 'proven' | 'not_applicable';
                    }[];
                  }[];
                  bindings: { id: string; title: { en: string; de: string } | null }[];
                }[];
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/road/{stage}/completion': {
    /** Declare a stage of the road done; refused while evidence does not meet it */
    post: {
      parameters: { path: { site_id: string; stage: 'crawl' | 'walk' | 'run' }; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/role-cards': {
    /** Role cards in each language the site needs, and which lag */
    get: {
      parameters: { path: { site_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              cards: {
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications';
                version: string;
                languages: { language: 'en' | 'de'; has_own_text: boolean; lags: { behind: 'en' | 'de'; since: string } | null }[];
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/role-cards/{role}': {
    /** One role card */
    get: {
      parameters: {
        path: {
          site_id: string;
          role:
            | 'board'
            | 'ciso'
            | 'plant_manager'
            | 'ot_lead'
            | 'ot_security_officer'
            | 'global_ot_team'
            | 'site_ot_lead'
            | 'asset_owner'
            | 'process_owner'
            | 'incident_coordinator'
            | 'safety_responsible'
            | 'it_lead'
            | 'shift_lead'
            | 'maintenance_lead'
            | 'works_council'
            | 'communications';
        };
        query: { language: 'en' | 'de'; as_of?: string | undefined };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              language: 'en' | 'de';
              version: string;
              title: string;
              purpose: string;
              decides: string[];
              does: string[];
              reports: string[];
              cite: { requirement: string; instrument: string; place: string } | null;
              own_text: string | null;
              lags: { behind: 'en' | 'de'; since: string } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/role-cards/{role}/paper': {
    /** A role card on one page, with the holder of a seat where one is named */
    get: {
      parameters: {
        path: {
          site_id: string;
          role:
            | 'board'
            | 'ciso'
            | 'plant_manager'
            | 'ot_lead'
            | 'ot_security_officer'
            | 'global_ot_team'
            | 'site_ot_lead'
            | 'asset_owner'
            | 'process_owner'
            | 'incident_coordinator'
            | 'safety_responsible'
            | 'it_lead'
            | 'shift_lead'
            | 'maintenance_lead'
            | 'works_council'
            | 'communications';
        };
        query: { language: 'en' | 'de'; appointment_id?: string | undefined };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/role-cards/{role}/text': {
    /** Write what a role means at this plant, in one language */
    put: {
      parameters: {
        path: {
          site_id: string;
          role:
            | 'board'
            | 'ciso'
            | 'plant_manager'
            | 'ot_lead'
            | 'ot_security_officer'
            | 'global_ot_team'
            | 'site_ot_lead'
            | 'asset_owner'
            | 'process_owner'
            | 'incident_coordinator'
            | 'safety_responsible'
            | 'it_lead'
            | 'shift_lead'
            | 'maintenance_lead'
            | 'works_council'
            | 'communications';
        };
        query?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            language: 'en' | 'de';
            text: string;
            is_translation?: boolean | undefined;
            before?: { text: string | null } | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              language: 'en' | 'de';
              version: string;
              title: string;
              purpose: string;
              decides: string[];
              does: string[];
              reports: string[];
              cite: { requirement: string; instrument: string; place: string } | null;
              own_text: string | null;
              lags: { behind: 'en' | 'de'; since: string } | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/role-model': {
    /** Choose the role model of a site and the languages of its cards */
    put: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            preset: 'minimum' | 'security_officer' | 'group';
            languages: ('en' | 'de')[];
            before?: { preset?: 'minimum' | 'security_officer' | 'group' | undefined; languages?: ('en' | 'de')[] | undefined } | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              preset: 'minimum' | 'security_officer' | 'group';
              preset_chosen: boolean;
              languages: ('en' | 'de')[];
              areas: number;
              areas_complete: number;
              required: number;
              filled: number;
              seats: {
                id: string;
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications';
                place: 'organisation' | 'site' | 'area';
                site_id: string | null;
                area_id: string | null;
                area_name: string | null;
                is_required: boolean;
                is_minimum: boolean;
                appointment: {
                  id: string;
                  role:
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications';
                  site_id: string | null;
                  area_id: string | null;
                  person_id: string;
                  person_name: string;
                  deputy_id: string | null;
                  deputy_name: string | null;
                  mandate: string | null;
                  competence: string | null;
                  resources: string | null;
                  has: { mandate: boolean; competence: boolean; resources: boolean };
                  starts_at: string;
                  until_at: string | null;
                  state: 'proposed' | 'accepted' | 'declined' | 'withdrawn';
                  made_at: string;
                  made_by_name: string | null;
                  answered_at: string | null;
                  ended_at: string | null;
                  end_reason: string | null;
                  handover_remark: string | null;
                  follows: string | null;
                  card_version: string | null;
                  card_language: 'en' | 'de' | null;
                  card_read_at: string | null;
                  version: number;
                } | null;
                proposed: {
                  id: string;
                  role:
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications';
                  site_id: string | null;
                  area_id: string | null;
                  person_id: string;
                  person_name: string;
                  deputy_id: string | null;
                  deputy_name: string | null;
                  mandate: string | null;
                  competence: string | null;
                  resources: string | null;
                  has: { mandate: boolean; competence: boolean; resources: boolean };
                  starts_at: string;
                  until_at: string | null;
                  state: 'proposed' | 'accepted' | 'declined' | 'withdrawn';
                  made_at: string;
                  made_by_name: string | null;
                  answered_at: string | null;
                  ended_at: string | null;
                  end_reason: string | null;
                  handover_remark: string | null;
                  follows: string | null;
                  card_version: string | null;
                  card_language: 'en' | 'de' | null;
                  card_read_at: string | null;
                  version: number;
                } | null;
                gaps: (
                  | 'vacant'
                  | 'not_accepted'
                  | 'declined'
                  | 'no_mandate'
                  | 'no_competence'
                  | 'no_resources'
                  | 'no_deputy'
                  | 'deputy_gone'
                  | 'holder_gone'
                  | 'not_begun'
                  | 'over'
                  | 'card_not_read'
                  | 'card_changed'
                  | 'named_otherwise'
                  | 'no_reach'
                )[];
                named: { person_id: string; person_name: string } | null;
                reach: { email: string | null; phone: string | null; second_phone: string | null; remark: string | null } | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/roster': {
    /** Who is on shift and on call on some days, and where nobody is; also as it was planned */
    get: {
      parameters: {
        path: { site_id: string };
        query?: { from?: string | undefined; days?: number | undefined; as_of?: string | undefined };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              time_zone: string;
              today: string;
              from: string;
              days: string[];
              shifts: { id: string; name: string; starts: string; ends: string }[];
              patterns: {
                id: string;
                name: string;
                starts_on: string;
                ends_on: string | null;
                cycle_days: number;
                slots: {
                  day: number;
                  shift_id: string;
                  person_id: string;
                  role:
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications';
                  way: 'on_shift' | 'on_call';
                }[];
              }[];
              duties: {
                on_date: string;
                shift_id: string;
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications';
                way: 'on_shift' | 'on_call';
                person_id: string | null;
                person_name: string | null;
                source: 'pattern' | 'entry';
                entry_id: string | null;
                from: string;
                until: string;
              }[];
              holes: { from: string; until: string }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/roster/entries': {
    /** Say for single days who stands where, or take that back */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            entries?:
              | {
                  on_date: string;
                  shift_id: string;
                  role:
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications';
                  way: 'on_shift' | 'on_call';
                  person_id: string | null;
                }[]
              | undefined;
            removals?: string[] | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              time_zone: string;
              today: string;
              from: string;
              days: string[];
              shifts: { id: string; name: string; starts: string; ends: string }[];
              patterns: {
                id: string;
                name: string;
                starts_on: string;
                ends_on: string | null;
                cycle_days: number;
                slots: {
                  day: number;
                  shift_id: string;
                  person_id: string;
                  role:
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications';
                  way: 'on_shift' | 'on_call';
                }[];
              }[];
              duties: {
                on_date: string;
                shift_id: string;
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications';
                way: 'on_shift' | 'on_call';
                person_id: string | null;
                person_name: string | null;
                source: 'pattern' | 'entry';
                entry_id: string | null;
                from: string;
                until: string;
              }[];
              holes: { from: string; until: string }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/roster/patterns': {
    /** Add a rotation of shifts or on-call */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            starts_on: string;
            ends_on?: string | null | undefined;
            cycle_days: number;
            slots: {
              day: number;
              shift_id: string;
              person_id: string;
              role:
                | 'board'
                | 'ciso'
                | 'plant_manager'
                | 'ot_lead'
                | 'ot_security_officer'
                | 'global_ot_team'
                | 'site_ot_lead'
                | 'asset_owner'
                | 'process_owner'
                | 'incident_coordinator'
                | 'safety_responsible'
                | 'it_lead'
                | 'shift_lead'
                | 'maintenance_lead'
                | 'works_council'
                | 'communications';
              way: 'on_shift' | 'on_call';
            }[];
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              time_zone: string;
              today: string;
              from: string;
              days: string[];
              shifts: { id: string; name: string; starts: string; ends: string }[];
              patterns: {
                id: string;
                name: string;
                starts_on: string;
                ends_on: string | null;
                cycle_days: number;
                slots: {
                  day: number;
                  shift_id: string;
                  person_id: string;
                  role:
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications';
                  way: 'on_shift' | 'on_call';
                }[];
              }[];
              duties: {
                on_date: string;
                shift_id: string;
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications';
                way: 'on_shift' | 'on_call';
                person_id: string | null;
                person_name: string | null;
                source: 'pattern' | 'entry';
                entry_id: string | null;
                from: string;
                until: string;
              }[];
              holes: { from: string; until: string }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/roster/patterns/{pattern_id}/ending': {
    /** End a rotation after a day */
    post: {
      parameters: { path: { site_id: string; pattern_id: string }; query?: never };
      requestBody: { content: { 'application/json': { ends_on: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              time_zone: string;
              today: string;
              from: string;
              days: string[];
              shifts: { id: string; name: string; starts: string; ends: string }[];
              patterns: {
                id: string;
                name: string;
                starts_on: string;
                ends_on: string | null;
                cycle_days: number;
                slots: {
                  day: number;
                  shift_id: string;
                  person_id: string;
                  role:
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications';
                  way: 'on_shift' | 'on_call';
                }[];
              }[];
              duties: {
                on_date: string;
                shift_id: string;
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications';
                way: 'on_shift' | 'on_call';
                person_id: string | null;
                person_name: string | null;
                source: 'pattern' | 'entry';
                entry_id: string | null;
                from: string;
                until: string;
              }[];
              holes: { from: string; until: string }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/roster/shifts': {
    /** Set the shifts of the site, by the plant’s own clock */
    put: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            shifts: { id?: string | null | undefined; name: string; starts: string; ends: string }[];
            before?: { shifts: { id: string; name: string; starts: string; ends: string }[] } | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              time_zone: string;
              today: string;
              from: string;
              days: string[];
              shifts: { id: string; name: string; starts: string; ends: string }[];
              patterns: {
                id: string;
                name: string;
                starts_on: string;
                ends_on: string | null;
                cycle_days: number;
                slots: {
                  day: number;
                  shift_id: string;
                  person_id: string;
                  role:
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications';
                  way: 'on_shift' | 'on_call';
                }[];
              }[];
              duties: {
                on_date: string;
                shift_id: string;
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications';
                way: 'on_shift' | 'on_call';
                person_id: string | null;
                person_name: string | null;
                source: 'pattern' | 'entry';
                entry_id: string | null;
                from: string;
                until: string;
              }[];
              holes: { from: string; until: string }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/rule-reports': {
    /** List which rules do not work here, and the answers */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
          process?: string | undefined;
          as_of?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                number: number;
                process: 'access' | 'change' | 'patch' | 'incident' | 'supplier' | 'other';
                what: string;
                instead: string | null;
                filed_on: string;
                is_named: boolean;
                author_name: string | null;
                owner_name: string | null;
                state: 'open' | 'answered';
                outcome: 'rule_changes' | 'rule_stays' | 'help_given' | null;
                answer: string | null;
                answered_by_name: string | null;
                answered_at: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Report by name that a rule does not work */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            process: 'access' | 'change' | 'patch' | 'incident' | 'supplier' | 'other';
            what: string;
            instead?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              process: 'access' | 'change' | 'patch' | 'incident' | 'supplier' | 'other';
              what: string;
              instead: string | null;
              filed_on: string;
              is_named: boolean;
              author_name: string | null;
              owner_name: string | null;
              state: 'open' | 'answered';
              outcome: 'rule_changes' | 'rule_stays' | 'help_given' | null;
              answer: string | null;
              answered_by_name: string | null;
              answered_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/rule-reports/box': {
    /** Whose box this is, and when it is emptied */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { site_name: string; time_zone: string; emptied_at_hour: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Put into the box, without a name, that a rule does not work */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            process: 'access' | 'change' | 'patch' | 'incident' | 'supplier' | 'other';
            what: string;
            instead?: string | null | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/rule-reports/export': {
    /** As a file: list which rules do not work here, and the answers */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/rule-reports/selection': {
    /** Choose all: list which rules do not work here, and the answers */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/rule-reports/{report_id}/answer': {
    /** Answer a report for everybody */
    post: {
      parameters: { path: { site_id: string; report_id: string }; query?: never };
      requestBody: { content: { 'application/json': { outcome: 'rule_changes' | 'rule_stays' | 'help_given'; answer: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              process: 'access' | 'change' | 'patch' | 'incident' | 'supplier' | 'other';
              what: string;
              instead: string | null;
              filed_on: string;
              is_named: boolean;
              author_name: string | null;
              owner_name: string | null;
              state: 'open' | 'answered';
              outcome: 'rule_changes' | 'rule_stays' | 'help_given' | null;
              answer: string | null;
              answered_by_name: string | null;
              answered_at: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/scope-objects': {
    /** Machines, cells, lines and areas with their boundary */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          kind?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                kind: 'machine' | 'cell' | 'line' | 'area';
                boundary: string;
                owner_id: string | null;
                owner_name: string | null;
                area_id: string | null;
                area_name: string | null;
                zones: { id: string; name: string }[];
                assets: { id: string; name: string }[];
                services: { id: string; name: string }[];
                suppliers: { id: string; name: string }[];
                version: number;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Define a scope object */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            kind: 'machine' | 'cell' | 'line' | 'area';
            boundary: string;
            owner_id?: string | null | undefined;
            area_id?: string | null | undefined;
            zone_ids?: string[] | undefined;
            asset_ids?: string[] | undefined;
            service_ids?: string[] | undefined;
            supplier_ids?: string[] | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              kind: 'machine' | 'cell' | 'line' | 'area';
              boundary: string;
              owner_id: string | null;
              owner_name: string | null;
              area_id: string | null;
              area_name: string | null;
              zones: { id: string; name: string }[];
              assets: { id: string; name: string }[];
              services: { id: string; name: string }[];
              suppliers: { id: string; name: string }[];
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/scope-objects/export': {
    /** As a file: machines, cells, lines and areas with their boundary */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/scope-objects/selection': {
    /** Choose all: machines, cells, lines and areas with their boundary */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/scope-objects/{scope_id}': {
    /** A scope object is needed no more */
    delete: {
      parameters: { path: { site_id: string; scope_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** One scope object */
    get: {
      parameters: { path: { site_id: string; scope_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              kind: 'machine' | 'cell' | 'line' | 'area';
              boundary: string;
              owner_id: string | null;
              owner_name: string | null;
              area_id: string | null;
              area_name: string | null;
              zones: { id: string; name: string }[];
              assets: { id: string; name: string }[];
              services: { id: string; name: string }[];
              suppliers: { id: string; name: string }[];
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Change a scope object */
    patch: {
      parameters: { path: { site_id: string; scope_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            version: number;
            name?: string | undefined;
            kind?: 'machine' | 'cell' | 'line' | 'area' | undefined;
            boundary?: string | undefined;
            owner_id?: string | null | undefined;
            area_id?: string | null | undefined;
            zone_ids?: string[] | undefined;
            asset_ids?: string[] | undefined;
            service_ids?: string[] | undefined;
            supplier_ids?: string[] | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              kind: 'machine' | 'cell' | 'line' | 'area';
              boundary: string;
              owner_id: string | null;
              owner_name: string | null;
              area_id: string | null;
              area_name: string | null;
              zones: { id: string; name: string }[];
              assets: { id: string; name: string }[];
              services: { id: string; name: string }[];
              suppliers: { id: string; name: string }[];
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/search': {
    /** Search everything at a site */
    get: {
      parameters: { path: { site_id: string }; query: { q: string; limit?: number | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              groups: {
                type: 'asset' | 'zone' | 'conduit' | 'finding' | 'capture' | 'walk_down' | 'evidence_item' | 'question' | 'person';
                total: number;
                hits: { id: string; name: string; detail: string | null; code: string | null }[];
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/seats': {
    /** The seats of a site, who holds them, and what is missing; also as it was */
    get: {
      parameters: { path: { site_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              preset: 'minimum' | 'security_officer' | 'group';
              preset_chosen: boolean;
              languages: ('en' | 'de')[];
              areas: number;
              areas_complete: number;
              required: number;
              filled: number;
              seats: {
                id: string;
                role:
                  | 'board'
                  | 'ciso'
                  | 'plant_manager'
                  | 'ot_lead'
                  | 'ot_security_officer'
                  | 'global_ot_team'
                  | 'site_ot_lead'
                  | 'asset_owner'
                  | 'process_owner'
                  | 'incident_coordinator'
                  | 'safety_responsible'
                  | 'it_lead'
                  | 'shift_lead'
                  | 'maintenance_lead'
                  | 'works_council'
                  | 'communications';
                place: 'organisation' | 'site' | 'area';
                site_id: string | null;
                area_id: string | null;
                area_name: string | null;
                is_required: boolean;
                is_minimum: boolean;
                appointment: {
                  id: string;
                  role:
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications';
                  site_id: string | null;
                  area_id: string | null;
                  person_id: string;
                  person_name: string;
                  deputy_id: string | null;
                  deputy_name: string | null;
                  mandate: string | null;
                  competence: string | null;
                  resources: string | null;
                  has: { mandate: boolean; competence: boolean; resources: boolean };
                  starts_at: string;
                  until_at: string | null;
                  state: 'proposed' | 'accepted' | 'declined' | 'withdrawn';
                  made_at: string;
                  made_by_name: string | null;
                  answered_at: string | null;
                  ended_at: string | null;
                  end_reason: string | null;
                  handover_remark: string | null;
                  follows: string | null;
                  card_version: string | null;
                  card_language: 'en' | 'de' | null;
                  card_read_at: string | null;
                  version: number;
                } | null;
                proposed: {
                  id: string;
                  role:
                    | 'board'
                    | 'ciso'
                    | 'plant_manager'
                    | 'ot_lead'
                    | 'ot_security_officer'
                    | 'global_ot_team'
                    | 'site_ot_lead'
                    | 'asset_owner'
                    | 'process_owner'
                    | 'incident_coordinator'
                    | 'safety_responsible'
                    | 'it_lead'
                    | 'shift_lead'
                    | 'maintenance_lead'
                    | 'works_council'
                    | 'communications';
                  site_id: string | null;
                  area_id: string | null;
                  person_id: string;
                  person_name: string;
                  deputy_id: string | null;
                  deputy_name: string | null;
                  mandate: string | null;
                  competence: string | null;
                  resources: string | null;
                  has: { mandate: boolean; competence: boolean; resources: boolean };
                  starts_at: string;
                  until_at: string | null;
                  state: 'proposed' | 'accepted' | 'declined' | 'withdrawn';
                  made_at: string;
                  made_by_name: string | null;
                  answered_at: string | null;
                  ended_at: string | null;
                  end_reason: string | null;
                  handover_remark: string | null;
                  follows: string | null;
                  card_version: string | null;
                  card_language: 'en' | 'de' | null;
                  card_read_at: string | null;
                  version: number;
                } | null;
                gaps: (
                  | 'vacant'
                  | 'not_accepted'
                  | 'declined'
                  | 'no_mandate'
                  | 'no_competence'
                  | 'no_resources'
                  | 'no_deputy'
                  | 'deputy_gone'
                  | 'holder_gone'
                  | 'not_begun'
                  | 'over'
                  | 'card_not_read'
                  | 'card_changed'
                  | 'named_otherwise'
                  | 'no_reach'
                )[];
                named: { person_id: string; person_name: string } | null;
                reach: { email: string | null; phone: string | null; second_phone: string | null; remark: string | null } | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/segmentation': {
    /** Which zones are segmented, what the others lack, and the next step of each */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              zones: number;
              segmented: number;
              rows: {
                id: string;
                name: string;
                purdue_level: string | null;
                is_segmented: boolean;
                since: string | null;
                conduits: number;
                missing: {
                  condition: 'observed' | 'approved' | 'enforced' | 'uncontradicted';
                  conduits: {
                    id: string;
                    name: string;
                    hold:
                      | 'held'
                      | 'no_list'
                      | 'no_enforcer'
                      | 'not_enrolled'
                      | 'not_rolled_out'
                      | 'trying'
                      | 'differs'
                      | 'set_here'
                      | 'silent';
                    flows: number;
                  }[];
                }[];
                next: {
                  step: 'listen' | 'see_crossing' | 'approve_list' | 'place_enforcer' | 'hold_list' | 'explain_flows';
                  conduit_id: string | null;
                  conduit_name: string | null;
                  hold:
                    | 'held'
                    | 'no_list'
                    | 'no_enforcer'
                    | 'not_enrolled'
                    | 'not_rolled_out'
                    | 'trying'
                    | 'differs'
                    | 'set_here'
                    | 'silent'
                    | null;
                } | null;
              }[];
              months: { month: string; zones: number; segmented: number }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/services': {
    /** List the services production depends on */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          kind?: string | undefined;
          external?: string | undefined;
          owner_id?: string | undefined;
          supplier_id?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                kind:
                  | 'mes'
                  | 'historian'
                  | 'directory'
                  | 'patch_server'
                  | 'erp'
                  | 'backup'
                  | 'name_resolution'
                  | 'time'
                  | 'identity'
                  | 'remote_access'
                  | 'files'
                  | 'database'
                  | 'licence'
                  | 'logistics'
                  | 'quality'
                  | 'utilities'
                  | 'supplier'
                  | 'cloud'
                  | 'internet'
                  | 'other';
                external: boolean;
                business_application: boolean;
                owner_id: string | null;
                owner_name: string | null;
                supplier_id: string | null;
                supplier_name: string | null;
                purpose: string | null;
                impact: string | null;
                addresses: string[];
                source: 'person' | 'flows';
                hosts: { id: string; name: string }[];
                dependents: number;
                declared_by_name: string;
                declared_at: string;
                version: number;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Declare a service */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            kind:
              | 'mes'
              | 'historian'
              | 'directory'
              | 'patch_server'
              | 'erp'
              | 'backup'
              | 'name_resolution'
              | 'time'
              | 'identity'
              | 'remote_access'
              | 'files'
              | 'database'
              | 'licence'
              | 'logistics'
              | 'quality'
              | 'utilities'
              | 'supplier'
              | 'cloud'
              | 'internet'
              | 'other';
            external?: boolean | undefined;
            business_application?: boolean | undefined;
            owner_id?: string | null | undefined;
            supplier_id?: string | null | undefined;
            purpose?: string | null | undefined;
            impact?: string | null | undefined;
            addresses?: string[] | undefined;
            host_ids?: string[] | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              kind:
                | 'mes'
                | 'historian'
                | 'directory'
                | 'patch_server'
                | 'erp'
                | 'backup'
                | 'name_resolution'
                | 'time'
                | 'identity'
                | 'remote_access'
                | 'files'
                | 'database'
                | 'licence'
                | 'logistics'
                | 'quality'
                | 'utilities'
                | 'supplier'
                | 'cloud'
                | 'internet'
                | 'other';
              external: boolean;
              business_application: boolean;
              owner_id: string | null;
              owner_name: string | null;
              supplier_id: string | null;
              supplier_name: string | null;
              purpose: string | null;
              impact: string | null;
              addresses: string[];
              source: 'person' | 'flows';
              hosts: { id: string; name: string }[];
              dependents: number;
              declared_by_name: string;
              declared_at: string;
              version: number;
              depends: {
                id: string;
                service_id: string;
                dependent_type: 'zone' | 'asset' | 'area' | 'service';
                dependent_id: string;
                dependent_name: string;
                hardness: 'stops_at_once' | 'stops_after' | 'inconvenient';
                after_hours: number | null;
                workaround: string | null;
                source: 'person' | 'flows';
                flows_counted: number;
                declared_by_name: string;
                declared_at: string;
                version: number;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/services/export': {
    /** As a file: list the services production depends on */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/services/selection': {
    /** Choose all: list the services production depends on */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/services/{service_id}': {
    /** A service is used no more */
    delete: {
      parameters: { path: { site_id: string; service_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** One service with who depends on it */
    get: {
      parameters: { path: { site_id: string; service_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              kind:
                | 'mes'
                | 'historian'
                | 'directory'
                | 'patch_server'
                | 'erp'
                | 'backup'
                | 'name_resolution'
                | 'time'
                | 'identity'
                | 'remote_access'
                | 'files'
                | 'database'
                | 'licence'
                | 'logistics'
                | 'quality'
                | 'utilities'
                | 'supplier'
                | 'cloud'
                | 'internet'
                | 'other';
              external: boolean;
              business_application: boolean;
              owner_id: string | null;
              owner_name: string | null;
              supplier_id: string | null;
              supplier_name: string | null;
              purpose: string | null;
              impact: string | null;
              addresses: string[];
              source: 'person' | 'flows';
              hosts: { id: string; name: string }[];
              dependents: number;
              declared_by_name: string;
              declared_at: string;
              version: number;
              depends: {
                id: string;
                service_id: string;
                dependent_type: 'zone' | 'asset' | 'area' | 'service';
                dependent_id: string;
                dependent_name: string;
                hardness: 'stops_at_once' | 'stops_after' | 'inconvenient';
                after_hours: number | null;
                workaround: string | null;
                source: 'person' | 'flows';
                flows_counted: number;
                declared_by_name: string;
                declared_at: string;
                version: number;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Change a service */
    patch: {
      parameters: { path: { site_id: string; service_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            version: number;
            name?: string | undefined;
            kind?:
              | 'mes'
              | 'historian'
              | 'directory'
              | 'patch_server'
              | 'erp'
              | 'backup'
              | 'name_resolution'
              | 'time'
              | 'identity'
              | 'remote_access'
              | 'files'
              | 'database'
              | 'licence'
              | 'logistics'
              | 'quality'
              | 'utilities'
              | 'supplier'
              | 'cloud'
              | 'internet'
              | 'other'
              | undefined;
            external?: boolean | undefined;
            business_application?: boolean | undefined;
            owner_id?: string | null | undefined;
            supplier_id?: string | null | undefined;
            purpose?: string | null | undefined;
            impact?: string | null | undefined;
            addresses?: string[] | undefined;
            host_ids?: string[] | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              kind:
                | 'mes'
                | 'historian'
                | 'directory'
                | 'patch_server'
                | 'erp'
                | 'backup'
                | 'name_resolution'
                | 'time'
                | 'identity'
                | 'remote_access'
                | 'files'
                | 'database'
                | 'licence'
                | 'logistics'
                | 'quality'
                | 'utilities'
                | 'supplier'
                | 'cloud'
                | 'internet'
                | 'other';
              external: boolean;
              business_application: boolean;
              owner_id: string | null;
              owner_name: string | null;
              supplier_id: string | null;
              supplier_name: string | null;
              purpose: string | null;
              impact: string | null;
              addresses: string[];
              source: 'person' | 'flows';
              hosts: { id: string; name: string }[];
              dependents: number;
              declared_by_name: string;
              declared_at: string;
              version: number;
              depends: {
                id: string;
                service_id: string;
                dependent_type: 'zone' | 'asset' | 'area' | 'service';
                dependent_id: string;
                dependent_name: string;
                hardness: 'stops_at_once' | 'stops_after' | 'inconvenient';
                after_hours: number | null;
                workaround: string | null;
                source: 'person' | 'flows';
                flows_counted: number;
                declared_by_name: string;
                declared_at: string;
                version: number;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/services/{service_id}/dependencies': {
    /** Say that something depends on a service */
    post: {
      parameters: { path: { site_id: string; service_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            dependent_type: 'zone' | 'asset' | 'area' | 'service';
            dependent_id: string;
            hardness: 'stops_at_once' | 'stops_after' | 'inconvenient';
            after_hours?: number | null | undefined;
            workaround?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              kind:
                | 'mes'
                | 'historian'
                | 'directory'
                | 'patch_server'
                | 'erp'
                | 'backup'
                | 'name_resolution'
                | 'time'
                | 'identity'
                | 'remote_access'
                | 'files'
                | 'database'
                | 'licence'
                | 'logistics'
                | 'quality'
                | 'utilities'
                | 'supplier'
                | 'cloud'
                | 'internet'
                | 'other';
              external: boolean;
              business_application: boolean;
              owner_id: string | null;
              owner_name: string | null;
              supplier_id: string | null;
              supplier_name: string | null;
              purpose: string | null;
              impact: string | null;
              addresses: string[];
              source: 'person' | 'flows';
              hosts: { id: string; name: string }[];
              dependents: number;
              declared_by_name: string;
              declared_at: string;
              version: number;
              depends: {
                id: string;
                service_id: string;
                dependent_type: 'zone' | 'asset' | 'area' | 'service';
                dependent_id: string;
                dependent_name: string;
                hardness: 'stops_at_once' | 'stops_after' | 'inconvenient';
                after_hours: number | null;
                workaround: string | null;
                source: 'person' | 'flows';
                flows_counted: number;
                declared_by_name: string;
                declared_at: string;
                version: number;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/single-points': {
    /** People nobody can stand in for, and what is planned */
    get: {
      parameters: { path: { site_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              points: {
                id: string;
                kind: 'role' | 'grant' | 'zone' | 'key' | 'on_call';
                ref: string;
                person_id: string;
                person_name: string;
                what: string;
                place: string | null;
                plan: { deputy_id: string | null; deputy_name: string | null; remark: string; due_at: string; is_late: boolean } | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/snapshots': {
    /** List the snapshots */
    get: {
      parameters: {
        path: { site_id: string };
        query?: { search?: string | undefined; sort?: string | undefined; limit?: number | undefined; offset?: number | undefined };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                taken_at: string;
                taken_by_name: string | null;
                sha256: string;
                size_bytes: number;
                counts: { assets: number; zones: number; conduits: number; flows: number; unobserved: number };
                entry_id: string;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Take a snapshot of the map and the inventory */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { name: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              taken_at: string;
              taken_by_name: string | null;
              sha256: string;
              size_bytes: number;
              counts: { assets: number; zones: number; conduits: number; flows: number; unobserved: number };
              entry_id: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/snapshots/export': {
    /** As a file: list the snapshots */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/snapshots/selection': {
    /** Choose all: list the snapshots */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/snapshots/{snapshot_id}': {
    /** One snapshot with its map */
    get: {
      parameters: { path: { site_id: string; snapshot_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              taken_at: string;
              taken_by_name: string | null;
              sha256: string;
              size_bytes: number;
              counts: { assets: number; zones: number; conduits: number; flows: number; unobserved: number };
              entry_id: string;
              is_intact: boolean;
              zones: {
                id: string;
                name: string;
                purdue_level: string | null;
                state: string;
                role: string;
                assets: number;
                observed_by: string[];
              }[];
              conduits: {
                id: string;
                name: string;
                zone_a: string;
                zone_b: string;
                state: 'approved' | 'unapproved' | 'unknown';
                list_version: number | null;
                flows: number;
                unapproved: number;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/snapshots/{snapshot_id}/changes': {
    /** What changed since a snapshot, until another or until now */
    get: {
      parameters: {
        path: { site_id: string; snapshot_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          to?: string | undefined;
          part?: string | undefined;
          change?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                part: 'asset' | 'zone' | 'conduit' | 'flow';
                change: 'added' | 'removed' | 'moved' | 'changed';
                name: string;
                subject_id: string | null;
                details: { field: string; before: string | null; after: string | null }[];
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/snapshots/{snapshot_id}/changes/export': {
    /** As a file: what changed since a snapshot, until another or until now */
    post: {
      parameters: { path: { site_id: string; snapshot_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/snapshots/{snapshot_id}/changes/selection': {
    /** Choose all: what changed since a snapshot, until another or until now */
    post: {
      parameters: { path: { site_id: string; snapshot_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/suppliers': {
    /** List the suppliers */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
          country?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                number: string | null;
                name: string;
                country: string | null;
                contact_name: string | null;
                contact_email: string | null;
                contact_phone: string | null;
                services: string | null;
                remark: string | null;
                state: 'active' | 'retired';
                assets: { id: string; name: string }[];
                version: number;
                created_at: string;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Add a supplier */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            number?: string | null | undefined;
            name: string;
            country?: string | null | undefined;
            contact_name?: string | null | undefined;
            contact_email?: string | null | undefined;
            contact_phone?: string | null | undefined;
            services?: string | null | undefined;
            remark?: string | null | undefined;
            asset_ids?: string[] | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: string | null;
              name: string;
              country: string | null;
              contact_name: string | null;
              contact_email: string | null;
              contact_phone: string | null;
              services: string | null;
              remark: string | null;
              state: 'active' | 'retired';
              assets: { id: string; name: string }[];
              version: number;
              created_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/suppliers/export': {
    /** As a file: list the suppliers */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/suppliers/selection': {
    /** Choose all: list the suppliers */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/suppliers/{supplier_id}': {
    /** One supplier */
    get: {
      parameters: { path: { site_id: string; supplier_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: string | null;
              name: string;
              country: string | null;
              contact_name: string | null;
              contact_email: string | null;
              contact_phone: string | null;
              services: string | null;
              remark: string | null;
              state: 'active' | 'retired';
              assets: { id: string; name: string }[];
              version: number;
              created_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Change a supplier */
    patch: {
      parameters: { path: { site_id: string; supplier_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            number?: string | null | undefined;
            name: string;
            country?: string | null | undefined;
            contact_name?: string | null | undefined;
            contact_email?: string | null | undefined;
            contact_phone?: string | null | undefined;
            services?: string | null | undefined;
            remark?: string | null | undefined;
            asset_ids?: string[] | undefined;
            version: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: string | null;
              name: string;
              country: string | null;
              contact_name: string | null;
              contact_email: string | null;
              contact_phone: string | null;
              services: string | null;
              remark: string | null;
              state: 'active' | 'retired';
              assets: { id: string; name: string }[];
              version: number;
              created_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/suppliers/{supplier_id}/parts': {
    /** Which parts a supplier plays, for which devices, and who answers inside */
    get: {
      parameters: { path: { site_id: string; supplier_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              supplier_id: string;
              plays: {
                part: 'operator' | 'manufacturer' | 'integrator' | 'service_provider';
                assets: number;
                examples: { id: string; name: string }[];
              }[];
              owners: { person_id: string; person_name: string; assets: number }[];
              known: { part: 'operator' | 'manufacturer' | 'integrator' | 'service_provider'; known: number; assets: number }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/suppliers/{supplier_id}/retirement': {
    /** End the work with a supplier */
    post: {
      parameters: { path: { site_id: string; supplier_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: string | null;
              name: string;
              country: string | null;
              contact_name: string | null;
              contact_email: string | null;
              contact_phone: string | null;
              services: string | null;
              remark: string | null;
              state: 'active' | 'retired';
              assets: { id: string; name: string }[];
              version: number;
              created_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/switch-tables': {
    /** List the MAC tables that were applied */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                switch_id: string;
                switch_name: string;
                read_at: string;
                applied_at: string;
                applied_by_name: string | null;
                entries: number;
                fresh: number;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Apply a MAC table */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { switch_id: string; text: string; read_at: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                switch_id: string;
                switch_name: string;
                read_at: string;
                applied_at: string;
                applied_by_name: string | null;
                entries: number;
                fresh: number;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/switch-tables/export': {
    /** As a file: list the MAC tables that were applied */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/switch-tables/previews': {
    /** What a MAC table would change; nothing is written */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { switch_id: string; text: string; read_at: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                mac: string;
                port: string;
                vlan: number | null;
                asset_id: string | null;
                asset_name: string | null;
                vendor: string | null;
                uplink: boolean;
                moved_from: string | null;
              }[];
              known: number;
              fresh: number;
              moved: number;
              skipped: number;
              cut: boolean;
              not_understood: { line: number; text: string }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/switch-tables/selection': {
    /** Choose all: list the MAC tables that were applied */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/terminals': {
    /** List the shared terminals of a site */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                role: 'owner' | 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
                zone_id: string | null;
                zone_name: string | null;
                person_seconds: number;
                idle_seconds: number;
                state: 'waiting' | 'code_expired' | 'in_use' | 'ended';
                paired_at: string | null;
                seen_at: string | null;
                registered_by_name: string;
                registered_at: string;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Register a shared terminal; the answer holds the code its browser is made one with, once */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            role: 'owner' | 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
            zone_id?: string | null | undefined;
            person_seconds?: number | undefined;
            idle_seconds?: number | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              terminal: {
                id: string;
                name: string;
                role: 'owner' | 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
                zone_id: string | null;
                zone_name: string | null;
                person_seconds: number;
                idle_seconds: number;
                state: 'waiting' | 'code_expired' | 'in_use' | 'ended';
                paired_at: string | null;
                seen_at: string | null;
                registered_by_name: string;
                registered_at: string;
              };
              code: string;
              code_expires_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/terminals/export': {
    /** As a file: list the shared terminals of a site */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/terminals/selection': {
    /** Choose all: list the shared terminals of a site */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/terminals/{terminal_id}': {
    /** Name a terminal; how long a person stays named, when it returns to nobody */
    patch: {
      parameters: { path: { site_id: string; terminal_id: string }; query?: never };
      requestBody: { content: { 'application/json': { name: string; person_seconds: number; idle_seconds: number } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              role: 'owner' | 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
              zone_id: string | null;
              zone_name: string | null;
              person_seconds: number;
              idle_seconds: number;
              state: 'waiting' | 'code_expired' | 'in_use' | 'ended';
              paired_at: string | null;
              seen_at: string | null;
              registered_by_name: string;
              registered_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/terminals/{terminal_id}/code': {
    /** A new code for a terminal, for another browser */
    post: {
      parameters: { path: { site_id: string; terminal_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              terminal: {
                id: string;
                name: string;
                role: 'owner' | 'ciso' | 'plant_manager' | 'ot_lead' | 'technician' | 'auditor' | 'works_council';
                zone_id: string | null;
                zone_name: string | null;
                person_seconds: number;
                idle_seconds: number;
                state: 'waiting' | 'code_expired' | 'in_use' | 'ended';
                paired_at: string | null;
                seen_at: string | null;
                registered_by_name: string;
                registered_at: string;
              };
              code: string;
              code_expires_at: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/terminals/{terminal_id}/end': {
    /** End a terminal: its browser is nobody’s at once */
    post: {
      parameters: { path: { site_id: string; terminal_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/undoable': {
    /** Acts on an object that can be taken back */
    get: {
      parameters: { path: { site_id: string }; query: { object_id: string } };
      responses: {
        200: {
          content: {
            'application/json': {
              acts: { entry_id: string; kind: string; at: string; person_name: string; mine: boolean; objects: number }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/vendor-door': {
    /** Plan the one door for vendors: how they come in until then, who builds it and by when */
    put: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { way: 'bastion' | 'attended' | 'none'; owner_id: string; by_on: string; reason: string } };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/views': {
    /** Keep a view of a list */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            list: string;
            name: string;
            query: Record<string, string>;
            layout?: { columns: { key: string; shown: boolean; width: number | null }[] } | null | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true; id: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/views/{view_id}': {
    /** Delete a view */
    delete: {
      parameters: { path: { site_id: string; view_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Rename or change a view */
    patch: {
      parameters: { path: { site_id: string; view_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            name?: string | undefined;
            query?: Record<string, string> | undefined;
            layout?: { columns: { key: string; shown: boolean; width: number | null }[] } | null | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/views/{view_id}/sharing': {
    /** Share a view with the site, or no longer */
    post: {
      parameters: { path: { site_id: string; view_id: string }; query?: never };
      requestBody: { content: { 'application/json': { shared: boolean } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/walk-down-photos/{sha256}': {
    /** A picture of a reading */
    get: {
      parameters: { path: { site_id: string; sha256: string }; query?: never };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/walk-downs': {
    /** List the walk-downs */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
          assigned_to?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                due_on: string | null;
                assigned_to: string | null;
                assigned_to_name: string | null;
                state: 'open' | 'finished' | 'cancelled';
                stops: number;
                read: number;
                attention: number;
                planned_by_name: string | null;
                planned_at: string;
                ended_by_name: string | null;
                ended_at: string | null;
                ended_reason: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Plan a walk-down */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            due_on?: string | null | undefined;
            assigned_to?: string | null | undefined;
            asset_ids?: string[] | undefined;
            zone_ids?: string[] | undefined;
            area_ids?: string[] | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              due_on: string | null;
              assigned_to: string | null;
              assigned_to_name: string | null;
              state: 'open' | 'finished' | 'cancelled';
              stops: number;
              read: number;
              attention: number;
              planned_by_name: string | null;
              planned_at: string;
              ended_by_name: string | null;
              ended_at: string | null;
              ended_reason: string | null;
              route: {
                asset_id: string;
                name: string;
                kind:
                  | 'plc'
                  | 'safety-controller'
                  | 'remote-io'
                  | 'drive'
                  | 'robot'
                  | 'sensor'
                  | 'actuator'
                  | 'meter'
                  | 'rtu'
                  | 'ied'
                  | 'building-controller'
                  | 'hmi'
                  | 'scada'
                  | 'historian'
                  | 'engineering-station'
                  | 'gateway'
                  | 'switch'
                  | 'router'
                  | 'firewall'
                  | 'access-point'
                  | 'server'
                  | 'domain-controller'
                  | 'workstation'
                  | 'printer'
                  | 'camera'
                  | 'phone'
                  | 'ups'
                  | 'time-server'
                  | 'remote-access'
                  | 'unknown';
                vendor: string | null;
                model: string | null;
                order_number: string | null;
                serial: string | null;
                firmware: string | null;
                location: string | null;
                ips: string[];
                zone_id: string | null;
                zone_name: string | null;
                planned: boolean;
                reading: {
                  id: string;
                  asset_id: string;
                  outcome: 'found' | 'not_found' | 'not_reachable' | 'not_listed';
                  firmware: string | null;
                  serial: string | null;
                  order_number: string | null;
                  key_position: 'run' | 'remote' | 'program' | 'stop' | 'no_key' | null;
                  location: string | null;
                  remark: string | null;
                  photos: { sha256: string; size_bytes: number; type: 'image/jpeg' | 'image/png' | 'image/webp' }[];
                  attention: ('not_found' | 'not_listed' | 'key' | 'firmware' | 'serial' | 'order_number')[];
                  person_name: string | null;
                  read_at: string;
                  received_at: string;
                } | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/walk-downs/export': {
    /** As a file: list the walk-downs */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/walk-downs/selection': {
    /** Choose all: list the walk-downs */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/walk-downs/{walk_down_id}': {
    /** One walk-down with its route */
    get: {
      parameters: { path: { site_id: string; walk_down_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              due_on: string | null;
              assigned_to: string | null;
              assigned_to_name: string | null;
              state: 'open' | 'finished' | 'cancelled';
              stops: number;
              read: number;
              attention: number;
              planned_by_name: string | null;
              planned_at: string;
              ended_by_name: string | null;
              ended_at: string | null;
              ended_reason: string | null;
              route: {
                asset_id: string;
                name: string;
                kind:
                  | 'plc'
                  | 'safety-controller'
                  | 'remote-io'
                  | 'drive'
                  | 'robot'
                  | 'sensor'
                  | 'actuator'
                  | 'meter'
                  | 'rtu'
                  | 'ied'
                  | 'building-controller'
                  | 'hmi'
                  | 'scada'
                  | 'historian'
                  | 'engineering-station'
                  | 'gateway'
                  | 'switch'
                  | 'router'
                  | 'firewall'
                  | 'access-point'
                  | 'server'
                  | 'domain-controller'
                  | 'workstation'
                  | 'printer'
                  | 'camera'
                  | 'phone'
                  | 'ups'
                  | 'time-server'
                  | 'remote-access'
                  | 'unknown';
                vendor: string | null;
                model: string | null;
                order_number: string | null;
                serial: string | null;
                firmware: string | null;
                location: string | null;
                ips: string[];
                zone_id: string | null;
                zone_name: string | null;
                planned: boolean;
                reading: {
                  id: string;
                  asset_id: string;
                  outcome: 'found' | 'not_found' | 'not_reachable' | 'not_listed';
                  firmware: string | null;
                  serial: string | null;
                  order_number: string | null;
                  key_position: 'run' | 'remote' | 'program' | 'stop' | 'no_key' | null;
                  location: string | null;
                  remark: string | null;
                  photos: { sha256: string; size_bytes: number; type: 'image/jpeg' | 'image/png' | 'image/webp' }[];
                  attention: ('not_found' | 'not_listed' | 'key' | 'firmware' | 'serial' | 'order_number')[];
                  person_name: string | null;
                  read_at: string;
                  received_at: string;
                } | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/walk-downs/{walk_down_id}/end': {
    /** End a walk-down: finished or cancelled */
    post: {
      parameters: { path: { site_id: string; walk_down_id: string }; query?: never };
      requestBody: { content: { 'application/json': { state: 'finished' | 'cancelled'; reason?: string | null | undefined } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              due_on: string | null;
              assigned_to: string | null;
              assigned_to_name: string | null;
              state: 'open' | 'finished' | 'cancelled';
              stops: number;
              read: number;
              attention: number;
              planned_by_name: string | null;
              planned_at: string;
              ended_by_name: string | null;
              ended_at: string | null;
              ended_reason: string | null;
              route: {
                asset_id: string;
                name: string;
                kind:
                  | 'plc'
                  | 'safety-controller'
                  | 'remote-io'
                  | 'drive'
                  | 'robot'
                  | 'sensor'
                  | 'actuator'
                  | 'meter'
                  | 'rtu'
                  | 'ied'
                  | 'building-controller'
                  | 'hmi'
                  | 'scada'
                  | 'historian'
                  | 'engineering-station'
                  | 'gateway'
                  | 'switch'
                  | 'router'
                  | 'firewall'
                  | 'access-point'
                  | 'server'
                  | 'domain-controller'
                  | 'workstation'
                  | 'printer'
                  | 'camera'
                  | 'phone'
                  | 'ups'
                  | 'time-server'
                  | 'remote-access'
                  | 'unknown';
                vendor: string | null;
                model: string | null;
                order_number: string | null;
                serial: string | null;
                firmware: string | null;
                location: string | null;
                ips: string[];
                zone_id: string | null;
                zone_name: string | null;
                planned: boolean;
                reading: {
                  id: string;
                  asset_id: string;
                  outcome: 'found' | 'not_found' | 'not_reachable' | 'not_listed';
                  firmware: string | null;
                  serial: string | null;
                  order_number: string | null;
                  key_position: 'run' | 'remote' | 'program' | 'stop' | 'no_key' | null;
                  location: string | null;
                  remark: string | null;
                  photos: { sha256: string; size_bytes: number; type: 'image/jpeg' | 'image/png' | 'image/webp' }[];
                  attention: ('not_found' | 'not_listed' | 'key' | 'firmware' | 'serial' | 'order_number')[];
                  person_name: string | null;
                  read_at: string;
                  received_at: string;
                } | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/walk-downs/{walk_down_id}/photos': {
    /** Add a picture (JPEG, PNG or WebP): the file is the body; a reading then names its hash */
    post: {
      parameters: { path: { site_id: string; walk_down_id: string }; query?: never };
      requestBody: { content: { 'application/octet-stream': Blob } };
      responses: {
        200: { content: { 'application/json': { sha256: string; size_bytes: number; type: 'image/jpeg' | 'image/png' | 'image/webp' } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/walk-downs/{walk_down_id}/readings': {
    /** Say what was read at a device; sending it twice counts once */
    post: {
      parameters: { path: { site_id: string; walk_down_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            id: string;
            asset_id?: string | null | undefined;
            outcome: 'found' | 'not_found' | 'not_reachable' | 'not_listed';
            name?: string | null | undefined;
            kind?:
              | 'plc'
              | 'safety-controller'
              | 'remote-io'
              | 'drive'
              | 'robot'
              | 'sensor'
              | 'actuator'
              | 'meter'
              | 'rtu'
              | 'ied'
              | 'building-controller'
              | 'hmi'
              | 'scada'
              | 'historian'
              | 'engineering-station'
              | 'gateway'
              | 'switch'
              | 'router'
              | 'firewall'
              | 'access-point'
              | 'server'
              | 'domain-controller'
              | 'workstation'
              | 'printer'
              | 'camera'
              | 'phone'
              | 'ups'
              | 'time-server'
              | 'remote-access'
              | 'unknown'
              | null
              | undefined;
            firmware?: string | null | undefined;
            serial?: string | null | undefined;
            order_number?: string | null | undefined;
            key_position?: 'run' | 'remote' | 'program' | 'stop' | 'no_key' | null | undefined;
            location?: string | null | undefined;
            remark?: string | null | undefined;
            photos?: string[] | undefined;
            read_at: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              due_on: string | null;
              assigned_to: string | null;
              assigned_to_name: string | null;
              state: 'open' | 'finished' | 'cancelled';
              stops: number;
              read: number;
              attention: number;
              planned_by_name: string | null;
              planned_at: string;
              ended_by_name: string | null;
              ended_at: string | null;
              ended_reason: string | null;
              route: {
                asset_id: string;
                name: string;
                kind:
                  | 'plc'
                  | 'safety-controller'
                  | 'remote-io'
                  | 'drive'
                  | 'robot'
                  | 'sensor'
                  | 'actuator'
                  | 'meter'
                  | 'rtu'
                  | 'ied'
                  | 'building-controller'
                  | 'hmi'
                  | 'scada'
                  | 'historian'
                  | 'engineering-station'
                  | 'gateway'
                  | 'switch'
                  | 'router'
                  | 'firewall'
                  | 'access-point'
                  | 'server'
                  | 'domain-controller'
                  | 'workstation'
                  | 'printer'
                  | 'camera'
                  | 'phone'
                  | 'ups'
                  | 'time-server'
                  | 'remote-access'
                  | 'unknown';
                vendor: string | null;
                model: string | null;
                order_number: string | null;
                serial: string | null;
                firmware: string | null;
                location: string | null;
                ips: string[];
                zone_id: string | null;
                zone_name: string | null;
                planned: boolean;
                reading: {
                  id: string;
                  asset_id: string;
                  outcome: 'found' | 'not_found' | 'not_reachable' | 'not_listed';
                  firmware: string | null;
                  serial: string | null;
                  order_number: string | null;
                  key_position: 'run' | 'remote' | 'program' | 'stop' | 'no_key' | null;
                  location: string | null;
                  remark: string | null;
                  photos: { sha256: string; size_bytes: number; type: 'image/jpeg' | 'image/png' | 'image/webp' }[];
                  attention: ('not_found' | 'not_listed' | 'key' | 'firmware' | 'serial' | 'order_number')[];
                  person_name: string | null;
                  read_at: string;
                  received_at: string;
                } | null;
              }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/window-approvers': {
    /** Who may approve a maintenance window */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { rows: { id: string; name: string }[] } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/windows': {
    /** List the maintenance windows */
    get: {
      parameters: {
        path: { site_id: string };
        query?: {
          search?: string | undefined;
          sort?: string | undefined;
          limit?: number | undefined;
          offset?: number | undefined;
          state?: string | undefined;
          phase?: string | undefined;
          zone_id?: string | undefined;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                number: number;
                title: string;
                work: string;
                starts_at: string;
                ends_at: string;
                impact: 'none' | 'slower' | 'stops';
                zones: { id: string; name: string }[];
                approver_id: string;
                approver_name: string;
                state: 'asked' | 'approved' | 'refused' | 'cancelled';
                phase: 'ahead' | 'under_way' | 'over';
                decided_by_name: string | null;
                decided_at: string | null;
                decision_reason: string | null;
                planned_by_name: string;
                version: number;
                mine_to_decide: boolean;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Plan a maintenance window */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            title: string;
            work: string;
            starts_at: string;
            ends_at: string;
            impact: 'none' | 'slower' | 'stops';
            zone_ids?: string[] | undefined;
            approver_id: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              title: string;
              work: string;
              starts_at: string;
              ends_at: string;
              impact: 'none' | 'slower' | 'stops';
              zones: { id: string; name: string }[];
              approver_id: string;
              approver_name: string;
              state: 'asked' | 'approved' | 'refused' | 'cancelled';
              phase: 'ahead' | 'under_way' | 'over';
              decided_by_name: string | null;
              decided_at: string | null;
              decision_reason: string | null;
              planned_by_name: string;
              version: number;
              mine_to_decide: boolean;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/windows/export': {
    /** As a file: list the maintenance windows */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/windows/selection': {
    /** Choose all: list the maintenance windows */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/windows/{window_id}': {
    /** One maintenance window */
    get: {
      parameters: { path: { site_id: string; window_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              title: string;
              work: string;
              starts_at: string;
              ends_at: string;
              impact: 'none' | 'slower' | 'stops';
              zones: { id: string; name: string }[];
              approver_id: string;
              approver_name: string;
              state: 'asked' | 'approved' | 'refused' | 'cancelled';
              phase: 'ahead' | 'under_way' | 'over';
              decided_by_name: string | null;
              decided_at: string | null;
              decision_reason: string | null;
              planned_by_name: string;
              version: number;
              mine_to_decide: boolean;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Change a maintenance window; its approver is asked again */
    patch: {
      parameters: { path: { site_id: string; window_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            title: string;
            work: string;
            starts_at: string;
            ends_at: string;
            impact: 'none' | 'slower' | 'stops';
            zone_ids?: string[] | undefined;
            approver_id: string;
            version: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              title: string;
              work: string;
              starts_at: string;
              ends_at: string;
              impact: 'none' | 'slower' | 'stops';
              zones: { id: string; name: string }[];
              approver_id: string;
              approver_name: string;
              state: 'asked' | 'approved' | 'refused' | 'cancelled';
              phase: 'ahead' | 'under_way' | 'over';
              decided_by_name: string | null;
              decided_at: string | null;
              decision_reason: string | null;
              planned_by_name: string;
              version: number;
              mine_to_decide: boolean;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/windows/{window_id}/cancellation': {
    /** Call a maintenance window off */
    post: {
      parameters: { path: { site_id: string; window_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              title: string;
              work: string;
              starts_at: string;
              ends_at: string;
              impact: 'none' | 'slower' | 'stops';
              zones: { id: string; name: string }[];
              approver_id: string;
              approver_name: string;
              state: 'asked' | 'approved' | 'refused' | 'cancelled';
              phase: 'ahead' | 'under_way' | 'over';
              decided_by_name: string | null;
              decided_at: string | null;
              decision_reason: string | null;
              planned_by_name: string;
              version: number;
              mine_to_decide: boolean;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/windows/{window_id}/decision': {
    /** Approve or refuse a maintenance window as its approver */
    post: {
      parameters: { path: { site_id: string; window_id: string }; query?: never };
      requestBody: { content: { 'application/json': { decision: 'approved' | 'refused'; reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              number: number;
              title: string;
              work: string;
              starts_at: string;
              ends_at: string;
              impact: 'none' | 'slower' | 'stops';
              zones: { id: string; name: string }[];
              approver_id: string;
              approver_name: string;
              state: 'asked' | 'approved' | 'refused' | 'cancelled';
              phase: 'ahead' | 'under_way' | 'over';
              decided_by_name: string | null;
              decided_at: string | null;
              decision_reason: string | null;
              planned_by_name: string;
              version: number;
              mine_to_decide: boolean;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/working-days': {
    /** The days a site works, and its public holidays of this year and the next */
    get: {
      parameters: { path: { site_id: string }; query?: { as_of?: string | undefined } };
      responses: {
        200: {
          content: {
            'application/json': {
              weekdays: number[];
              region:
                | 'DE'
                | 'DE-BW'
                | 'DE-BY'
                | 'DE-BE'
                | 'DE-BB'
                | 'DE-HB'
                | 'DE-HH'
                | 'DE-HE'
                | 'DE-MV'
                | 'DE-NI'
                | 'DE-NW'
                | 'DE-RP'
                | 'DE-SL'
                | 'DE-SN'
                | 'DE-ST'
                | 'DE-SH'
                | 'DE-TH'
                | 'AT'
                | 'FR'
                | null;
              closed: { from: string; until: string; name: string }[];
              is_own: boolean;
              holidays: { day: string; name: { en: string; de: string } }[];
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Say which days are worked: weekdays, public holidays, shutdowns */
    put: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            weekdays: number[];
            region:
              | 'DE'
              | 'DE-BW'
              | 'DE-BY'
              | 'DE-BE'
              | 'DE-BB'
              | 'DE-HB'
              | 'DE-HH'
              | 'DE-HE'
              | 'DE-MV'
              | 'DE-NI'
              | 'DE-NW'
              | 'DE-RP'
              | 'DE-SL'
              | 'DE-SN'
              | 'DE-ST'
              | 'DE-SH'
              | 'DE-TH'
              | 'AT'
              | 'FR'
              | null;
            closed: { from: string; until: string; name?: string | undefined }[];
            before?:
              | {
                  weekdays: number[];
                  region:
                    | 'DE'
                    | 'DE-BW'
                    | 'DE-BY'
                    | 'DE-BE'
                    | 'DE-BB'
                    | 'DE-HB'
                    | 'DE-HH'
                    | 'DE-HE'
                    | 'DE-MV'
                    | 'DE-NI'
                    | 'DE-NW'
                    | 'DE-RP'
                    | 'DE-SL'
                    | 'DE-SN'
                    | 'DE-ST'
                    | 'DE-SH'
                    | 'DE-TH'
                    | 'AT'
                    | 'FR'
                    | null;
                  closed: { from: string; until: string; name?: string | undefined }[];
                }
              | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/zones': {
    /** List the zones */
    get: {
      parameters: { path: { site_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                key: string;
                name: string;
                role: string;
                purdue_level: '0' | '1' | '2' | '3' | '4' | '5' | '3.5' | null;
                state: 'proposed' | 'confirmed';
                custodian_id: string | null;
                custodian_name: string | null;
                subnets: string[];
                vlans: number[];
                why: { code: string; params: Record<string, string | number> }[];
                assets: number;
                assets_sighted: number;
                kinds: Record<string, number>;
                confirmed_at: string | null;
                confirmed_by_name: string | null;
                observed: {
                  kind: 'sensor' | 'capture' | 'station' | 'switch_table' | 'walk_down';
                  seen_from: string;
                  seen_to: string;
                  sources: number;
                  source_id: string;
                }[];
                observation: 'observed' | 'stale' | 'unobserved';
                traffic: 'observed' | 'stale' | 'unobserved';
                complete: number;
                version: number;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Draw a zone */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            purdue_level: '0' | '1' | '2' | '3' | '4' | '5' | '3.5';
            custodian_id?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              key: string;
              name: string;
              role: string;
              purdue_level: '0' | '1' | '2' | '3' | '4' | '5' | '3.5' | null;
              state: 'proposed' | 'confirmed';
              custodian_id: string | null;
              custodian_name: string | null;
              subnets: string[];
              vlans: number[];
              why: { code: string; params: Record<string, string | number> }[];
              assets: number;
              assets_sighted: number;
              kinds: Record<string, number>;
              confirmed_at: string | null;
              confirmed_by_name: string | null;
              observed: {
                kind: 'sensor' | 'capture' | 'station' | 'switch_table' | 'walk_down';
                seen_from: string;
                seen_to: string;
                sources: number;
                source_id: string;
              }[];
              observation: 'observed' | 'stale' | 'unobserved';
              traffic: 'observed' | 'stale' | 'unobserved';
              complete: number;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/zones/confirmations': {
    /** Confirm proposed zones */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': { zone_ids?: string[] | undefined; reason: string } } };
      responses: {
        200: { content: { 'application/json': { confirmed: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/zones/export': {
    /** As a file: list the zones */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/zones/proposal': {
    /** Propose zones again from all that was seen */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: { content: { 'application/json': Record<string, unknown> } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/zones/selection': {
    /** Choose all: list the zones */
    post: {
      parameters: { path: { site_id: string }; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/zones/{zone_id}': {
    /** Take away an empty zone */
    delete: {
      parameters: { path: { site_id: string; zone_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Name a zone, its level and its custodian */
    patch: {
      parameters: { path: { site_id: string; zone_id: string }; query?: never };
      requestBody: {
        content: {
          'application/json': {
            version: number;
            name?: string | undefined;
            purdue_level?: '0' | '1' | '2' | '3' | '4' | '5' | '3.5' | undefined;
            custodian_id?: string | null | undefined;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              key: string;
              name: string;
              role: string;
              purdue_level: '0' | '1' | '2' | '3' | '4' | '5' | '3.5' | null;
              state: 'proposed' | 'confirmed';
              custodian_id: string | null;
              custodian_name: string | null;
              subnets: string[];
              vlans: number[];
              why: { code: string; params: Record<string, string | number> }[];
              assets: number;
              assets_sighted: number;
              kinds: Record<string, number>;
              confirmed_at: string | null;
              confirmed_by_name: string | null;
              observed: {
                kind: 'sensor' | 'capture' | 'station' | 'switch_table' | 'walk_down';
                seen_from: string;
                seen_to: string;
                sources: number;
                source_id: string;
              }[];
              observation: 'observed' | 'stale' | 'unobserved';
              traffic: 'observed' | 'stale' | 'unobserved';
              complete: number;
              version: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/sites/{site_id}/zones/{zone_id}/members': {
    /** Move assets into a zone */
    post: {
      parameters: { path: { site_id: string; zone_id: string }; query?: never };
      requestBody: { content: { 'application/json': { asset_ids: string[]; reason: string } } };
      responses: {
        200: { content: { 'application/json': { moved: number; refused: { id: string; code: string }[]; entry_id: string | null } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/subscriptions': {
    /** List where entries of the ledger are told to */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                name: string;
                way: 'webhook' | 'syslog';
                url: string;
                format: 'standard_webhook' | 'cef' | 'json';
                site_id: string | null;
                site_name: string | null;
                kinds: string[];
                private_host: string | null;
                has_ca: boolean;
                active: boolean;
                earlier_until: string | null;
                made_at: string;
                waiting: number;
                dead: number;
                delivered_at: string | null;
                last_fault: string | null;
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Tell entries of the ledger to a webhook or a syslog receiver; the answer holds the secret, once */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json':
            | {
                name: string;
                site_id?: string | null | undefined;
                kinds?: string[] | undefined;
                allow_private?: boolean | undefined;
                way: 'webhook';
                url: string;
                format?: 'standard_webhook' | undefined;
              }
            | {
                name: string;
                site_id?: string | null | undefined;
                kinds?: string[] | undefined;
                allow_private?: boolean | undefined;
                way: 'syslog';
                url: string;
                format?: 'cef' | 'json' | undefined;
                ca_pem?: string | null | undefined;
              };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              subscription: {
                id: string;
                name: string;
                way: 'webhook' | 'syslog';
                url: string;
                format: 'standard_webhook' | 'cef' | 'json';
                site_id: string | null;
                site_name: string | null;
                kinds: string[];
                private_host: string | null;
                has_ca: boolean;
                active: boolean;
                earlier_until: string | null;
                made_at: string;
                waiting: number;
                dead: number;
                delivered_at: string | null;
                last_fault: string | null;
              };
              secret: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/subscriptions/export': {
    /** As a file: list where entries of the ledger are told to */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/subscriptions/selection': {
    /** Choose all: list where entries of the ledger are told to */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/subscriptions/{subscription_id}': {
    /** Pause a subscription, or go on with it */
    patch: {
      parameters: { path: { subscription_id: string }; query?: never };
      requestBody: { content: { 'application/json': { active: boolean; reason: string } } };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              name: string;
              way: 'webhook' | 'syslog';
              url: string;
              format: 'standard_webhook' | 'cef' | 'json';
              site_id: string | null;
              site_name: string | null;
              kinds: string[];
              private_host: string | null;
              has_ca: boolean;
              active: boolean;
              earlier_until: string | null;
              made_at: string;
              waiting: number;
              dead: number;
              delivered_at: string | null;
              last_fault: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/subscriptions/{subscription_id}/end': {
    /** End a subscription */
    post: {
      parameters: { path: { subscription_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/subscriptions/{subscription_id}/secret': {
    /** A new secret, shown once; the earlier one signs too for a day */
    post: {
      parameters: { path: { subscription_id: string }; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              subscription: {
                id: string;
                name: string;
                way: 'webhook' | 'syslog';
                url: string;
                format: 'standard_webhook' | 'cef' | 'json';
                site_id: string | null;
                site_name: string | null;
                kinds: string[];
                private_host: string | null;
                has_ca: boolean;
                active: boolean;
                earlier_until: string | null;
                made_at: string;
                waiting: number;
                dead: number;
                delivered_at: string | null;
                last_fault: string | null;
              };
              secret: string | null;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/subscriptions/{subscription_id}/trial': {
    /** Send a trial to the receiver */
    post: {
      parameters: { path: { subscription_id: string }; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/terminal/people': {
    /** Who can be named at this terminal */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: { content: { 'application/json': { rows: { id: string; name: string }[] } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/terminal/person': {
    /** Nobody stands at this terminal any more */
    delete: {
      parameters: { path?: never; query?: never };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Say who stands at this terminal, with badge or name and PIN */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': { badge?: string | undefined; person_id?: string | undefined; pin: string; new_pin?: string | undefined };
        };
      };
      responses: {
        200: {
          content: { 'application/json': { token: string; person: { id: string; name: string }; once: boolean; expires_at: string } };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/terminals/pairing': {
    /** Make this browser the terminal a code belongs to */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: { content: { 'application/json': { code: string } } };
      responses: {
        200: { content: { 'application/json': { name: string; site_id: string } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/tokens': {
    /** List one’s own API tokens; the owner lists all */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              rows: {
                id: string;
                person_id: string;
                person_name: string;
                name: string;
                ends_with: string;
                site_id: string | null;
                site_name: string | null;
                read_only: boolean;
                sentences: string[] | null;
                made_at: string;
                expires_at: string;
                used_at: string | null;
                state: 'in_use' | 'expired' | 'ended' | 'account_closed';
              }[];
              total: number;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Make an API token; the answer holds its secret, once */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            site_id?: string | null | undefined;
            read_only?: boolean | undefined;
            sentences?: string[] | null | undefined;
            expires_at: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              token: {
                id: string;
                person_id: string;
                person_name: string;
                name: string;
                ends_with: string;
                site_id: string | null;
                site_name: string | null;
                read_only: boolean;
                sentences: string[] | null;
                made_at: string;
                expires_at: string;
                used_at: string | null;
                state: 'in_use' | 'expired' | 'ended' | 'account_closed';
              };
              secret: string;
            };
          };
        };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/tokens/export': {
    /** As a file: list one’s own API tokens; the owner lists all */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            format: 'csv' | 'xlsx';
            title: string;
            query?: Record<string, string> | undefined;
            columns?:
              | { header: string; fields: string[]; words?: Record<string, string> | undefined; texts?: string[] | undefined }[]
              | undefined;
            ids?: string[] | undefined;
            about?: string[][] | undefined;
            time_zone?: string | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/tokens/selection': {
    /** Choose all: list one’s own API tokens; the owner lists all */
    post: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: { 'application/json': { query?: Record<string, string> | undefined; excluded_ids?: string[] | undefined; seen: number } };
      };
      responses: {
        200: { content: { 'application/json': { ids: string[]; names: string[]; total: number } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/tokens/{token_id}/end': {
    /** End an API token at once */
    post: {
      parameters: { path: { token_id: string }; query?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/verifier': {
    /** The offline verifier: its files and their SHA-256 */
    get: {
      parameters: { path?: never; query?: never };
      responses: {
        200: { content: { 'application/json': { files: { name: string; sha256: string; size_bytes: number }[] } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/verifier/{name}': {
    /** Download the offline verifier */
    get: {
      parameters: { path: { name: 'holdfast-verify.mjs' | 'holdfast-verify.html' }; query?: never };
      responses: {
        200: { content: { 'application/octet-stream': Blob } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
  '/api/v1/working-days': {
    /** Say which days are worked: weekdays, public holidays, shutdowns */
    put: {
      parameters: { path?: never; query?: never };
      requestBody: {
        content: {
          'application/json': {
            weekdays: number[];
            region:
              | 'DE'
              | 'DE-BW'
              | 'DE-BY'
              | 'DE-BE'
              | 'DE-BB'
              | 'DE-HB'
              | 'DE-HH'
              | 'DE-HE'
              | 'DE-MV'
              | 'DE-NI'
              | 'DE-NW'
              | 'DE-RP'
              | 'DE-SL'
              | 'DE-SN'
              | 'DE-ST'
              | 'DE-SH'
              | 'DE-TH'
              | 'AT'
              | 'FR'
              | null;
            closed: { from: string; until: string; name?: string | undefined }[];
            before?:
              | {
                  weekdays: number[];
                  region:
                    | 'DE'
                    | 'DE-BW'
                    | 'DE-BY'
                    | 'DE-BE'
                    | 'DE-BB'
                    | 'DE-HB'
                    | 'DE-HH'
                    | 'DE-HE'
                    | 'DE-MV'
                    | 'DE-NI'
                    | 'DE-NW'
                    | 'DE-RP'
                    | 'DE-SL'
                    | 'DE-SN'
                    | 'DE-ST'
                    | 'DE-SH'
                    | 'DE-TH'
                    | 'AT'
                    | 'FR'
                    | null;
                  closed: { from: string; until: string; name?: string | undefined }[];
                }
              | undefined;
          };
        };
      };
      responses: {
        200: { content: { 'application/json': { done: true } } };
        default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
  };
}

export interface components {
  schemas: {
    Problem: {
      type: string;
      title: string;
      status: number;
      kind:
        | 'bad_input'
        | 'unauthenticated'
        | 'forbidden'
        | 'not_found'
        | 'conflict'
        | 'too_large'
        | 'unprocessable'
        | 'too_many'
        | 'unavailable'
        | 'insufficient_storage'
        | 'bug';
      code: string;
      params: Record<string, string | number>;
      request_id: string;
      errors?: { pointer: string; code: string; detail: string }[] | undefined;
    };
  };
}
