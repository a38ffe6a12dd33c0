/*
description: Inwoners en jongeren per gebied op 1 januari, zoals gepubliceerd.
key: [region, period]
level: P0
tests:
  references: {region: gebieden.code}
  range:
    inwoners: {low: 0, high: 20000000}
    jongeren: {low: 0, high: 6000000}
*/
SELECT
    region,
    period,
    inhabitants AS inwoners,
    inhabitants__status AS inwoners__status,
    inhabitants__mark AS inwoners__mark,
    inhabitants_0_22 AS jongeren,
    inhabitants_0_22__status AS jongeren__status,
    inhabitants_0_22__mark AS jongeren__mark
FROM kerncijfers
