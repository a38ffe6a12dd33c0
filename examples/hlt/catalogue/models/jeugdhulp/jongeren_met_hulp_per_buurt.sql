/*
description: >-
  Jongeren met jeugdhulp per buurt, jaar en leeftijd. Elke jongere woont in één buurt en is in één leeftijdsgroep, dus
  deze aantallen mogen bij elkaar worden opgeteld. Naar soort hulp zou dat niet mogen: iemand kan twee soorten hebben.
key: [region, period, age_band]
level: P1
tests:
  not_null: [young_people]
  accepted:
    age_band: ["0-11", "12-17", "18-22"]
  references: {region: gebieden.code}
*/
WITH laatste AS (
    SELECT MAX(year) AS year
    FROM jongeren_met_hulp
)
SELECT
    jongeren.neighbourhood AS region,
    jongeren.year || 'JJ00' AS period,
    CASE
        WHEN jongeren.age < 12 THEN '0-11'
        WHEN jongeren.age < 18 THEN '12-17'
        ELSE '18-22'
    END AS age_band,
    COUNT(DISTINCT jongeren.person) AS young_people,
    MAX(CASE WHEN jongeren.year = laatste.year THEN 'provisional' END) AS mark
FROM jongeren_met_hulp AS jongeren
CROSS JOIN laatste
GROUP BY
    jongeren.neighbourhood,
    jongeren.year || 'JJ00',
    CASE
        WHEN jongeren.age < 12 THEN '0-11'
        WHEN jongeren.age < 18 THEN '12-17'
        ELSE '18-22'
    END
