// People: who works with this Holdfast, with which roles; the owner keeps the accounts.
import { Button, Group } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { GoButton } from '@holdfast/design/go';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { SideDrawer } from '@holdfast/design/side';
import { Answer, Empty } from '@holdfast/design/states';
import { codeWords, type Column, DataTable, sliced } from '@holdfast/design/table';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Person } from '../schema.ts';
import { NewPersonButton } from './new-person.tsx';
import { roleName } from '@holdfast/roles/schema';
import { PersonSignIn } from './person-sign-in.tsx';
import { PersonRoles, useGrantText } from './person-roles.tsx';

const api = createClient();
const askPeople = { queryKey: ['people'], queryFn: () => take(api.GET('/api/v1/people')) };

export function PeoplePage() {
  const { t } = useTranslation('people');
  const columns = usePeopleColumns();
  return (
    <Page title={t('title')} lead={t('lead')} actions={<PeopleActions />} fill>
      <DataTable
        label={t('title')}
        name={['people']}
        path="/api/v1/people"
        isWhole
        columns={columns}
        load={sliced(askPeople.queryFn)}
        open={(row) => ({ open: row.id })}
        tone={(row) => (row.active ? undefined : 'off')}
      />
      <SideDrawer title={t('detail')}>{(id) => <OnePerson person_id={id} />}</SideDrawer>
    </Page>
  );
}

function PeopleActions() {
  const { t } = useTranslation('people');
  const { may, path } = usePlace();
  return (
    <>
      {may('people.see_sign_in') && (
        <GoButton to={path('sign-in-settings')} variant="default">
          {t('settings.open')}
        </GoButton>
      )}
      {may('people.keep') && <NewPersonButton />}
    </>
  );
}

function usePeopleColumns(): Column<Person>[] {
  const { t } = useTranslation(['people', 'roles']);
  const { may } = usePlace();
  const grantText = useGrantText();
  const email = {
    key: 'email',
    header: t('column.email'),
    width: 240,
    narrow: false,
    cell: (it: Person) => it.email,
    text: (it: Person) => it.email ?? '',
  };
  const roles = (it: Person) => it.grants.map(grantText).join('; ');
  return [
    { key: 'name', header: t('column.name'), width: 220, cell: (it) => it.name, text: (it) => it.name },
    {
      key: 'roles',
      fields: ['grants.role'],
      words: codeWords(roleName.options.map((value) => ({ value, label: t(`roles:role.${value}`) }))),
      header: t('column.roles'),
      cell: (it) => (it.grants.length === 0 ? <span className="hf-unknown">{t('no_role')}</span> : roles(it)),
      text: roles,
    },
    ...(may('people.keep') ? [email] : []),
    {
      key: 'active',
      header: t('column.account'),
      width: 112,
      narrow: false,
      cell: (it) => <Badge tone={it.active ? 'good' : 'off'}>{t(it.active ? 'active' : 'closed')}</Badge>,
      text: (it) => String(it.active),
    },
  ];
}

function OnePerson({ person_id }: { person_id: string }) {
  const { t } = useTranslation('people');
  const { may, me_id } = usePlace();
  const people = useQuery(askPeople);
  const change = useAct(
    (person: Person) =>
      take(api.PATCH('/api/v1/people/{person_id}', { params: { path: { person_id } }, body: { active: !person.active } })),
    { done: t('changed') },
  );
  return (
    <Answer of={people}>
      {({ rows }) => {
        const person = rows.find((it) => it.id === person_id);
        if (person === undefined) return <Empty title={t('missing')} />;
        return (
          <>
            <PersonRoles person={person} />
            {may('people.see_sign_in') && <PersonSignIn person_id={person.id} is_me={person.id === me_id} />}
            {may('people.keep') && person.id !== me_id && (
              <Group mt="lg">
                <Button variant="default" loading={change.busy} onClick={() => void change.run(person)}>
                  {t(person.active ? 'close_account' : 'open_account')}
                </Button>
              </Group>
            )}
            <RecordHistory type="person" id={person.id} title={person.name} organisation />
          </>
        );
      }}
    </Answer>
  );
}
