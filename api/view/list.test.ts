import { hrefWith, listView, type ListSpec } from './list';

interface Row {
  number: string;
}

const spec: ListSpec<Row> = {
  title: 'Обращения',
  path: '/appeals',
  noun: ['обращение', 'обращения', 'обращений'],
  filters: [{ kind: 'select', name: 'state', label: 'Срок', options: [{ value: 'late', title: 'просрочено' }] }],
  columns: [{ title: 'Номер', sort: 'number', cell: (row) => row.number }],
  empty: { title: 'Обращений пока нет' },
  exports: ['csv'],
};
const page = { rows: [{ number: '1' }], count: 21, older: { after: 'k' } };

describe('the shared list', () => {
  it('counts in words', () => {
    expect(listView(spec, page, {}).countWords).toBe('21\u00a0обращение');
  });

  it('starts from the first page when the order or the filter changes', () => {
    const view = listView(spec, page, { state: 'late', after: 'k', sort: 'number' });
    expect(view.columns[0]?.sort).toBe('/appeals?state=late&sort=-number');
    expect(view.chips).toEqual([{ title: 'Срок: просрочено', href: '/appeals?sort=number' }]);
  });

  it('keeps the order when a filter is sent', () => {
    expect(listView(spec, page, { sort: 'number', after: 'k' }).filter?.kept).toEqual([
      { name: 'sort', value: 'number' },
    ]);
  });

  it('walks to the next page under the same filter', () => {
    expect(listView(spec, page, { state: 'late' }).older).toBe('/appeals?state=late&after=k');
  });

  it('saves exactly what the filter shows', () => {
    expect(listView(spec, page, { state: 'late' }).exports).toEqual([
      { title: 'CSV', href: '/appeals?state=late&as=csv' },
    ]);
  });

  it('says why it is empty: nothing yet, or hidden by the filter', () => {
    expect(listView(spec, { rows: [], count: 0 }, {}).empty.title).toBe('Обращений пока нет');
    expect(listView(spec, { rows: [], count: 0 }, { state: 'late' }).empty.link).toEqual({
      href: '/appeals',
      title: 'Сбросить фильтр',
    });
  });

  it('escapes what stands in an address', () => {
    expect(hrefWith('/a', { q: 'дом & двор' }, {})).toBe('/a?q=%D0%B4%D0%BE%D0%BC+%26+%D0%B4%D0%B2%D0%BE%D1%80');
  });
});
