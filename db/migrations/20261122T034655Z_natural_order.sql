-- Numbers within names sort as numbers: 10.80.50.13 before 10.80.50.111, PLC-2 before PLC-10.
create collation if not exists holdfast.natural (provider = icu, locale = 'und-u-kn-true');
