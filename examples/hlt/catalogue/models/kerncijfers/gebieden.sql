/*
description: Gemeenten, wijken en buurten, met de naam uit het nieuwste jaar.
key: [code]
level: P0
tests:
  not_null: [name]
*/
WITH nieuwste AS (
    SELECT region, MAX(period) AS period
    FROM kerncijfers
    GROUP BY region
)
SELECT
    kerncijfers.region AS code,
    kerncijfers.name,
    CASE
        WHEN kerncijfers.region LIKE 'BU%' THEN 'WK' || SUBSTRING(kerncijfers.region, 3, 6)
        WHEN kerncijfers.region LIKE 'WK%' THEN 'GM' || SUBSTRING(kerncijfers.region, 3, 4)
    END AS parent
FROM kerncijfers
JOIN nieuwste ON nieuwste.region = kerncijfers.region AND nieuwste.period = kerncijfers.period
