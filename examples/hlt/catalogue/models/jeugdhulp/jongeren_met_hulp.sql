/*
description: >-
  Eén rij per jongere en jaar waarin er op enige dag jeugdhulp was. De leeftijd is die op 1 januari, net als bij de
  openbare bevolkingscijfers, zodat teller en noemer over dezelfde jongeren gaan.
key: [person, year]
level: P2
tests:
  not_null: [neighbourhood]
  range:
    age: {low: 0, high: 22}
*/
WITH jaren AS (
    SELECT DISTINCT CAST(SUBSTRING(period, 1, 4) AS INTEGER) AS year
    FROM kerncijfers
)
SELECT DISTINCT
    personen.person,
    personen.neighbourhood,
    jaren.year,
    jaren.year - 1 - personen.birth_year AS age
FROM jeugdhulp_trajecten AS trajecten
JOIN jeugdhulp_personen AS personen ON personen.person = trajecten.person
JOIN jaren
    ON trajecten.start_date <= MAKE_DATE(jaren.year, 12, 31)
    AND (trajecten.end_date IS NULL OR trajecten.end_date >= MAKE_DATE(jaren.year, 1, 1))
WHERE jaren.year - 1 - personen.birth_year BETWEEN 0 AND 22
