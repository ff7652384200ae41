// Registering or changing an enforcer, and the line its machine is enrolled with.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { Button, Checkbox, Code, CopyButton, MultiSelect, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Enforcer, enforcerKind } from '../schema.ts';

const api = createClient();
type Enrol = { command: string; code_expires_at: string };
type Given = Pick<Enforcer, 'name' | 'kind' | 'layout' | 'outside' | 'confirm_within_s' | 'confirms_itself' | 'zones'>;

const fresh: Given = {
  name: '',
  kind: 'enforcer',
  layout: 'bridged',
  outside: 'pass',
  confirm_within_s: 120,
  confirms_itself: false,
  zones: [],
};
const bodyOf = ({ name, kind, layout, outside, confirm_within_s, confirms_itself, zones }: Given) => ({
  name,
  kind,
  layout: kind === 'enforcer' ? layout : ('routed' as const),
  outside,
  confirm_within_s,
  confirms_itself,
  zones: zones.map(({ zone_id, interface: port }) => ({ zone_id, interface: port })),
});

export function NewEnforcer() {
  const { t } = useTranslation('enforcement');
  const { site_id } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const [enrol, setEnrol] = useState<Enrol | null>(null);
  const close = (): void => {
    setOpen(false);
    setEnrol(null);
  };
  const add = useAct(async (it: Given) => {
    const { command, code_expires_at } = await take(
      api.POST('/api/v1/sites/{site_id}/enforcers', { params: { path: { site_id } }, body: bodyOf(it) }),
    );
    if (command === null || code_expires_at === null) close();
    else setEnrol({ command, code_expires_at });
  });
  return (
    <>
      <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setOpen(true)}>
        {t('new')}
      </Button>
      <Dialog title={enrol === null ? t('new') : t('enrol.title')} opened={isOpen} onClose={close}>
        {isOpen && enrol === null && <EnforcerForm of={fresh} submit={t('register')} busy={add.busy} onClose={close} onGiven={add.run} />}
        {enrol !== null && <ShowCommand enrol={enrol} onClose={close} />}
      </Dialog>
    </>
  );
}

export function ChangeEnforcer({ enforcer }: { enforcer: Enforcer }) {
  const { t } = useTranslation('enforcement');
  const { site_id } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const path = { site_id, enforcer_id: enforcer.id };
  const change = useAct((it: Given) =>
    take(api.PATCH('/api/v1/sites/{site_id}/enforcers/{enforcer_id}', { params: { path }, body: bodyOf(it) })),
  );
  const given = async (it: Given): Promise<void> => {
    if (await change.run(it)) close();
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('change')}
      </Button>
      <Dialog title={enforcer.name} opened={isOpen} onClose={close}>
        {isOpen && <EnforcerForm of={enforcer} submit={t('save')} busy={change.busy} onClose={close} onGiven={given} />}
      </Dialog>
    </>
  );
}

type FormProps = { of: Given; submit: string; busy: boolean; onClose: () => void; onGiven: (it: Given) => unknown };

function EnforcerForm({ of, submit, busy, onClose, onGiven }: FormProps) {
  const { t } = useTranslation('enforcement');
  const { site_id } = usePlace();
  const [it, setIt] = useState<Given>(of);
  const set = (more: Partial<Given>): void => setIt((before) => ({ ...before, ...more }));
  const zones = useQuery({
    queryKey: ['zones', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/zones', { params: { path: { site_id } } })),
  });
  const isOurs = it.kind === 'enforcer';
  const names = new Map(zones.data?.rows.map((zone) => [zone.id, zone.name]));
  const choose = (ids: string[]): void =>
    set({
      zones: ids.map(
        (zone_id) => it.zones.find((zone) => zone.zone_id === zone_id) ?? { zone_id, name: names.get(zone_id) ?? '', interface: null },
      ),
    });
  return (
    <Form
      submit={submit}
      busy={busy}
      disabled={it.name.trim() === '' || it.zones.length < 2}
      onCancel={onClose}
      onSubmit={() => void onGiven(it)}
    >
      <TextInput
        label={t('form.name')}
        placeholder={t('form.name_like')}
        data-autofocus
        value={it.name}
        onChange={({ currentTarget: { value } }) => set({ name: value })}
      />
      <Select
        label={t('form.kind')}
        description={t(it.kind === 'enforcer' ? 'form.kind_ours' : 'form.kind_other')}
        allowDeselect={false}
        disabled={of.name !== ''}
        data={enforcerKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={it.kind}
        onChange={(value) => set({ kind: enforcerKind.options.find((kind) => kind === value) ?? 'enforcer' })}
      />
      {isOurs && <LayoutSelect value={it.layout} onChange={(layout) => set({ layout })} />}
      <MultiSelect
        label={t('form.zones')}
        description={t('form.zones_note')}
        searchable
        data={zones.data?.rows.map((zone) => ({ value: zone.id, label: zone.name })) ?? []}
        value={it.zones.map(({ zone_id }) => zone_id)}
        onChange={choose}
      />
      {it.zones
        .filter(() => isOurs)
        .map((zone) => (
          <TextInput
            key={zone.zone_id}
            label={t('form.interface', { zone: zone.name })}
            placeholder={t('form.interface_like')}
            value={zone.interface ?? ''}
            onChange={({ currentTarget: { value } }) =>
              set({
                zones: it.zones.map((one) =>
                  one.zone_id === zone.zone_id ? { ...one, interface: value.trim() === '' ? null : value.trim() } : one,
                ),
              })
            }
          />
        ))}
      <Select
        label={t('form.outside')}
        description={t('form.outside_note')}
        allowDeselect={false}
        data={(['pass', 'drop'] as const).map((value) => ({ value, label: t(`form.outside_${value}`) }))}
        value={it.outside}
        onChange={(value) => set({ outside: value === 'drop' ? 'drop' : 'pass' })}
      />
      {isOurs && <Confirming of={it} onChange={set} />}
    </Form>
  );
}

function LayoutSelect({ value, onChange }: { value: Given['layout']; onChange: (layout: Given['layout']) => void }) {
  const { t } = useTranslation('enforcement');
  return (
    <Select
      label={t('form.layout')}
      description={t(`form.layout_${value}`)}
      allowDeselect={false}
      data={(['bridged', 'routed'] as const).map((layout) => ({ value: layout, label: t(`layout.${layout}`) }))}
      value={value}
      onChange={(layout) => onChange(layout === 'routed' ? 'routed' : 'bridged')}
    />
  );
}

function Confirming({ of: it, onChange: set }: { of: Given; onChange: (more: Partial<Given>) => void }) {
  const { t } = useTranslation('enforcement');
  return (
    <>
      <NumberInput
        label={t('form.confirm_within')}
        description={t('form.confirm_within_note')}
        min={10}
        max={3600}
        value={it.confirm_within_s}
        onChange={(value) => set({ confirm_within_s: Number(value) || 120 })}
      />
      <Checkbox
        label={t('form.confirms_itself')}
        description={t('form.confirms_itself_note')}
        checked={it.confirms_itself}
        onChange={({ currentTarget: { checked } }) => set({ confirms_itself: checked })}
      />
    </>
  );
}

/** The line to type on the machine; it holds the code, which is shown once. */
export function ShowCommand({ enrol, onClose }: { enrol: Enrol; onClose: () => void }) {
  const { t } = useTranslation('enforcement');
  return (
    <Stack gap="md">
      <Text>{t('enrol.says')}</Text>
      <Code block data-testid="enrol-command" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {enrol.command}
      </Code>
      <Text size="sm">{t('enrol.then')}</Text>
      <Code block tabIndex={0}>
        systemctl enable --now holdfast-enforcer
      </Code>
      <Text size="sm" c="dimmed">
        {t('enrol.until')} <Time at={enrol.code_expires_at} />
      </Text>
      <CopyButton value={enrol.command}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? t('enrol.copied') : t('enrol.copy')}
          </Button>
        )}
      </CopyButton>
      <Button onClick={onClose}>{t('enrol.done')}</Button>
    </Stack>
  );
}

/** A new code, for another machine or one that was set up anew. */
export function NewCode({ enforcer }: { enforcer: Enforcer }) {
  const { t } = useTranslation('enforcement');
  const { site_id } = usePlace();
  const [enrol, setEnrol] = useState<Enrol | null>(null);
  const path = { site_id, enforcer_id: enforcer.id };
  const ask = useAct(async () => {
    const { command, code_expires_at } = await take(api.POST('/api/v1/sites/{site_id}/enforcers/{enforcer_id}/code', { params: { path } }));
    if (command !== null && code_expires_at !== null) setEnrol({ command, code_expires_at });
  });
  return (
    <>
      <Button variant="default" loading={ask.busy} onClick={() => void ask.run(undefined)}>
        {t('enrol.new_code')}
      </Button>
      <Dialog title={t('enrol.title')} opened={enrol !== null} onClose={() => setEnrol(null)}>
        {enrol !== null && <ShowCommand enrol={enrol} onClose={() => setEnrol(null)} />}
      </Dialog>
    </>
  );
}
