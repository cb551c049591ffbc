// Made by `npm run api-types` from what the gateway says of its API. Not to be changed by hand.

export interface paths {
  '/livez': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The process runs. */
    get: operations['getLiveness'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/readyz': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The process can do its work; ?for=mqtt, that it can journal; ?for=http, that it can read. 503 while it cannot. */
    get: operations['getReadiness'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Counters and gauges for Prometheus. Holds no personal data. */
    get: operations['getMetrics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/demo/clock': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What time it is in the demo */
    get: operations['getClock'];
    put?: never;
    /**
     * Moves the clock forward and answers when everything that fell due has run
     * @description Needs `house:write`.
     */
    post: operations['forwardClock'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/districts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The districts within your reach, newest first; parentId makes the tree.
     * @description Needs `teams:read`.
     */
    get: operations['listDistricts'];
    put?: never;
    /**
     * Adds a district to the tree.
     * @description Needs `teams:write` (of staff `districts:write`).
     */
    post: operations['createDistrict'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/districts/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One district.
     * @description Needs `teams:read`.
     */
    get: operations['getDistrict'];
    /**
     * Replaces a district: what is left out is emptied, save shadow, which stays. The district above it must be said; null makes a municipality of it.
     * @description Needs `teams:write` (of staff `districts:write`).
     */
    put: operations['changeDistrict'];
    post?: never;
    /**
     * Removes a district that nothing is in; its history goes to successorId, or else to the district above it.
     * @description Needs `teams:write` (of staff `districts:write`).
     */
    delete: operations['deleteDistrict'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/districts/{id}/limits': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The municipality's own limits for response times, by priority: set here, and holding here.
     * @description Needs `teams:read`.
     */
    get: operations['getLimits'];
    /**
     * Replaces the limits that are set here; what is left out is as it is above.
     * @description Needs `teams:write` (of staff `limits:write`).
     */
    put: operations['setLimits'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/teams': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The teams of the districts within your reach, newest first.
     * @description Needs `teams:read`.
     */
    get: operations['listTeams'];
    put?: never;
    /**
     * Adds a team; it is on duty once it has a roster.
     * @description Needs `teams:write` (of staff `districts:write`).
     */
    post: operations['createTeam'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/teams/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One team with its roster.
     * @description Needs `teams:read`.
     */
    get: operations['getTeam'];
    /**
     * Changes a team; its roster stays.
     * @description Needs `teams:write` (of staff `districts:write`).
     */
    put: operations['changeTeam'];
    post?: never;
    /**
     * Removes a team that no task and no citizen names.
     * @description Needs `teams:write` (of staff `districts:write`).
     */
    delete: operations['deleteTeam'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who did and was shown what, newest first
     * @description Needs `audit:read`.
     *
     *     Answers that showed citizens and changes of them, sign-ins and changes of accounts, and every break-glass with its words. As `text/csv` it is all of it, whatever limit and cursor say, 20000 lines at most: of more it is 422.
     */
    get: operations['listAudit'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who I am, what I may, and what time the house lives by. */
    get: operations['getSession'];
    put?: never;
    /**
     * Staff sign in: a cookie for browsers, the token for scripts.
     * @description Wrong tries at one account make the next wait, 30 s at most: 429 with Retry-After. Who keeps the cookie `dosevagt_device`, which comes with a sign-in, does not wait for what others tried.
     */
    post: operations['signIn'];
    /** Sign out: the session of the token, and of the cookie, is over at once, on every node; whether or not it was still good. */
    delete: operations['signOut'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** My own sessions that can still be used, newest first; `current` is the one that asks. */
    get: operations['listOwnSessions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sessions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Ends one of my own sessions at once, on every node; its streams end too. */
    delete: operations['endOwnSession'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/oauth/token': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A token for a partner, one hour long (client credentials, in the body or by HTTP Basic). */
    post: operations['issueToken'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/staff/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Opens the accounts of a list, each with a first password that is shown this once; who is there by that user name is changed
     * @description Needs `house:write`.
     *
     *     A CSV with a header that names `username`, `displayName` and `roles`, and may name `teams` (by name or id), several of a cell apart by `;`; of 200 people at most. Each row is judged as a single one; all of it is done (201), or with a mistake in any row nothing (422, `errors` with the `line` of each). `?dryRun=true` answers (200) what would become of each, and every mistake.
     */
    post: operations['importStaff'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/staff': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Every account, disabled ones too, newest first.
     * @description Needs `house:write`.
     */
    get: operations['listStaff'];
    put?: never;
    /**
     * Opens an account for somebody who works here.
     * @description Needs `house:write`.
     */
    post: operations['createStaff'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/staff/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One account.
     * @description Needs `house:write`.
     */
    get: operations['getStaff'];
    put?: never;
    post?: never;
    /**
     * Takes an account away, at once; what it did stays under its id and name.
     * @description Needs `house:write`.
     *
     *     What it had claimed goes on without it, and a shift that names it is staffed by the others.
     */
    delete: operations['deleteStaff'];
    options?: never;
    head?: never;
    /**
     * Changes the name, roles, teams or password, or disables the account, at once.
     * @description Needs `house:write`.
     */
    patch: operations['changeStaff'];
    trace?: never;
  };
  '/api/v1/staff/{id}/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Signs an account out everywhere, at once, on every node; its streams end too.
     * @description Needs `house:write`.
     */
    delete: operations['endStaffSessions'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/partners': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The integrations that may come in, newest first.
     * @description Needs `house:write`.
     */
    get: operations['listPartners'];
    put?: never;
    /**
     * Lets an integration in. Its client secret is in this answer and never again.
     * @description Needs `house:write`.
     */
    post: operations['createPartner'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/partners/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One integration.
     * @description Needs `house:write`.
     */
    get: operations['getPartner'];
    put?: never;
    post?: never;
    /**
     * Shuts an integration out, at once; its tokens die with it.
     * @description Needs `house:write`.
     */
    delete: operations['deletePartner'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/partners/{id}/credentials': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A new client secret, in this answer and never again; the old one and its tokens stop working.
     * @description Needs `house:write`.
     */
    post: operations['rotatePartnerSecret'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/roles': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What each role opens to staff, and each scope to a partner.
     * @description Needs `house:write`.
     */
    get: operations['listRoles'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/teams/{id}/roster': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Sets who works when; it counts at once.
     * @description Needs `teams:write` (of staff `rosters:write`).
     *
     *     On a public holiday (Denmark, Norway, by the zone of the team; the own days of its municipality go before) the shifts hold that name `holiday`, and no others. `members` name staff of this team; a shift is staffed by those of them who are not disabled and still belong to it.
     */
    put: operations['setRoster'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/teams/{id}/roster/trial': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Who would be on duty by another roster, and which hours would be bare; nothing is saved.
     * @description Needs `teams:write` (of staff `rosters:write`).
     */
    post: operations['rehearseRoster'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/teams/{id}/duty': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who is on duty now and, gaps included, from one instant to another: a week from now by default.
     * @description Needs `teams:read`.
     */
    get: operations['getDuty'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/districts/{id}/holidays': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The municipality's own days beside the calendar, of the municipality a district lies in.
     * @description Needs `teams:read`.
     */
    get: operations['getHolidays'];
    /**
     * Sets all of a municipality's own days; they count at once.
     * @description Needs `teams:write` (of staff `rosters:write`).
     *
     *     A day with `holiday: true` is a public holiday beside the calendar, one with `false` is none in spite of it.
     */
    put: operations['setHolidays'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/me/settings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How I want the console, on whichever device. */
    get: operations['getOwnSettings'];
    /** Replaces my settings; what is left out is as by default. */
    put: operations['setOwnSettings'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/teams/{id}/shift': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Whether I am on shift in a team of mine, who says so, until when.
     * @description Needs `tasks:write`.
     */
    get: operations['getShift'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/teams/{id}/shift/start': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * I am at work in a team of mine, whatever its roster says, from now on; again is 200.
     * @description Needs `tasks:write`.
     *
     *     It ends by itself: at `until`, or else with the shift that is on and may be mine, or in 8 hours. Work of mine that was to be handed over stays with me.
     */
    post: operations['startShift'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/teams/{id}/shift/stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * I go home, also where the roster names me; again is 200.
     * @description Needs `tasks:write`.
     *
     *     Until the shift ends that I may have been on I am not counted as there. Of what I hold I am asked whether it stays with me; what nobody has taken goes to whoever is there.
     */
    post: operations['stopShift'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/districts/borders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Draws the borders of several districts together: all of them, or none.
     * @description Needs `teams:write` (of staff `districts:write`).
     *
     *     They are held against each other as they will be, so that neighbours may exchange land. With `dryRun=true` nothing is saved, and what would lie on another district is told with its outline instead of refused.
     */
    put: operations['setBorders'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/break-glass': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What is open to you now by break-glass, and until when
     * @description Needs `citizens:break-glass`.
     */
    get: operations['listOwnBreakGlass'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/citizens/{id}/break-glass': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Opens a citizen out of your reach to you, to read, for 60 minutes
     * @description Needs `citizens:break-glass`.
     *
     *     Every look under it carries the reason in the log of reads, and the citizen’s shift lead is asked to look at it.
     */
    post: operations['breakGlass'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/citizens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The citizens of your districts, newest first.
     * @description Needs `citizens:read`.
     */
    get: operations['listCitizens'];
    put?: never;
    /**
     * Takes a citizen in; without districtId, the district whose polygon holds the address.
     * @description Needs `citizens:write`.
     */
    post: operations['createCitizen'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/citizens/search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Finds by CPR number or by part of the name; the first 50. The number is never in a URL.
     * @description Needs `citizens:read`.
     */
    post: operations['searchCitizens'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/citizens/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One citizen.
     * @description Needs `citizens:read` (of staff `citizen:read`).
     */
    get: operations['getCitizen'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Changes what is given; null empties what may be empty.
     * @description Needs `citizens:write` (of staff `contact-person:write`).
     */
    patch: operations['changeCitizen'];
    trace?: never;
  };
  '/api/v1/citizens/{id}/consent': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Gives or withdraws the consent to use telemetry; withdrawing closes what it had raised.
     * @description Needs `citizens:write` (of staff `consent:write`).
     */
    put: operations['setConsent'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/citizens/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Takes in the citizens of a list; whom another system knows by the same `externalId` is changed
     * @description Needs `citizens:write`.
     *
     *     A CSV with a header that names `displayName` and `consent`, and may name `externalId`, `street`, `postalCode`, `city`, `lat`, `lon`, `addressProtected`, `zone`, `serviceArea`, `mobile`, `phone`, `screenCallAddress`, `language`, `hearing`, `key`, `note`, `relativeName`, `relativeRelation`, `relativeMobile`, `cpr`, and by name or id `district`, `eDistrictTeam` and (the user name) `contactPerson`; of 1,000 citizens at most. An empty cell leaves what is there. Each row is judged as a single one; all of it is done (201), or with a mistake in any row nothing (422, `errors` with the `line` of each). `?dryRun=true` answers (200) what would become of each, and every mistake.
     */
    post: operations['importCitizens'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/break-glass/openings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who opened whom out of reach, why, what was looked at, and what a review found; newest first
     * @description Needs `glass:review`.
     *
     *     Of the citizens of their districts to shift leads, of all by ids to administrators and auditors.
     */
    get: operations['listBreakGlassOpenings'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/break-glass/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One of them: who opened whom out of reach, why, what was looked at, and what a review found
     * @description Needs `glass:review`.
     */
    get: operations['getBreakGlassOpening'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/break-glass/{id}/review': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Puts down that you looked at it, and what you found; once all that somebody opened of the citizen is looked at, the task about it ends
     * @description Needs `glass:review`.
     */
    post: operations['setBreakGlassReview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/citizens/{citizenId}/pauses': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Every pause there was, is or will be, newest first.
     * @description Needs `citizens:read` (of staff `citizen:read`).
     */
    get: operations['listPauses'];
    put?: never;
    /**
     * Pauses the service: nothing is missed and nobody is called meanwhile.
     * @description Needs `citizens:write` (of staff `pauses:write`).
     */
    post: operations['createPause'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/citizens/{citizenId}/pauses/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One pause.
     * @description Needs `citizens:read` (of staff `citizen:read`).
     */
    get: operations['getPause'];
    put?: never;
    post?: never;
    /**
     * Takes a pause back, before it begins, while it is on, or when it is over: it counts for nothing any more. What it called off and can still be given is wanted again. Who only comes home early moves `until`.
     * @description Needs `citizens:write` (of staff `pauses:write`).
     */
    delete: operations['deletePause'];
    options?: never;
    head?: never;
    /**
     * Moves the ends of a pause; an end that is past ends it now. The doses ahead are laid out anew.
     * @description Needs `citizens:write` (of staff `pauses:write`).
     */
    patch: operations['changePause'];
    trace?: never;
  };
  '/api/v1/postcodes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Of how many postal codes the house knows where they lie
     * @description Needs `teams:read`.
     */
    get: operations['getPostcodes'];
    /**
     * Says where the middle of each postal code of a country lies; what was said before is replaced
     * @description Needs `house:write`.
     *
     *     A CSV with the columns `postcode`, `lat` and `lon`. An address without coordinates is put there (`located: postcode`) when it is taken in; those that are known stay where they are.
     */
    put: operations['setPostcodes'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/citizens/{id}/reads': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The log of reads of one citizen, newest first
     * @description Needs `citizens:read` (of staff `reads:read`).
     *
     *     For auditors of every citizen, for shift leads and partners of whoever they reach. As `text/csv` it is all of it, whatever limit and cursor say, 20000 lines at most: of more it is 422.
     */
    get: operations['listReads'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/citizens/{id}/dispenser': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The dispenser the citizen has, what it holds, and what is planned
     * @description Needs `citizens:read` (of staff `citizen:read`).
     */
    get: operations['getAssignment'];
    /**
     * Gives the citizen a dispenser from an instant on, or takes hers away (null); what either had before ends there
     * @description Needs `citizens:write`.
     *
     *     What was to begin from then on is taken back, and what it would have ended goes on. `from` may lie ahead; it may lie back only where the dispenser was nobody else’s since. What was asked of a dispenser for one citizen expires when it goes to another, whose schedule it is given at once: an empty one if there is none and it may still hold another’s, and then the citizen’s team is told (`schedule.missing`).
     */
    put: operations['assignDispenser'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dispensers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Dispensers with their health and whom they serve, newest first; or the rows of a fleet, by name, with counts
     * @description Needs `devices:read`.
     */
    get: operations['listDispensers'];
    put?: never;
    /**
     * Registers a dispenser; its secret is shown this once
     * @description Needs `devices:write`.
     */
    post: operations['registerDispenser'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dispensers/{deviceId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One dispenser
     * @description Needs `devices:read`.
     */
    get: operations['getDispenser'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Changes a dispenser; retired takes it out of use
     * @description Needs `devices:write`.
     */
    patch: operations['changeDispenser'];
    trace?: never;
  };
  '/api/v1/dispensers/{deviceId}/credentials': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A new secret, shown this once; the old one stops working
     * @description Needs `devices:write`.
     */
    post: operations['rotateCredentials'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dispensers/provision': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Registers the dispensers of a list; their secrets are shown this once
     * @description Needs `devices:write`.
     *
     *     The list is a CSV with a header that names `deviceId`, and may name `dialect`, `model`, `presence` and `expectEveryMinutes`, by commas or semicolons, of 10,000 dispensers at most. All of it is done (201), or with a mistake in any row nothing (422, `errors` with the `line` of each). `?dryRun=true` does nothing and answers (200) what would become of each, and every mistake. One that is registered and has a secret keeps it, and stays as it is in all else; with `?rotate=true` it gets a new secret.
     */
    post: operations['registerDispensers'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dispensers/{deviceId}/commands': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What was asked of the dispenser, and its answers, newest first
     * @description Needs `devices:read`.
     *
     *     Of what was asked while it served others only what was asked for citizens within your districts. Its `data` needs `citizens:read` too.
     */
    get: operations['listCommands'];
    put?: never;
    /**
     * Asks something of the dispenser; it hears of it as soon as it listens
     * @description Needs `devices:write`.
     *
     *     `dose.lock` and `message.show` need `citizens:write` too. `schedule.set` and `time.sync` are the gateway’s own: a schedule is set at its citizen. What nobody answered expires when the dispenser changes hands.
     */
    post: operations['sendCommand'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dispensers/{deviceId}/commands/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One command, and what became of it
     * @description Needs `devices:read`.
     */
    get: operations['getCommand'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dispensers/{deviceId}/verdicts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The newest 50 judgements of what the dispenser did, newest first: accepted with notes, rejected, refused, and why
     * @description Needs `devices:read`.
     */
    get: operations['listVerdicts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/doses': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Expected doses by due time, newest first
     * @description Needs `citizens:read`.
     */
    get: operations['listDoses'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/citizens/{id}/schedule': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The schedule that holds, or the first where none has begun, and those that are planned to begin later
     * @description Needs `citizens:read` (of staff `citizen:read`).
     */
    get: operations['getSchedule'];
    /**
     * Sets the schedule from an instant on (now by default), when its dispenser is told; doses already due keep theirs. One that is planned survives: it is replaced only by name (409 `planned`)
     * @description Needs `citizens:write` (of staff `schedules:write`).
     */
    put: operations['setSchedule'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/citizens/{id}/schedule/{revision}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Takes back a schedule that is planned; the one before it holds on
     * @description Needs `citizens:write` (of staff `schedules:write`).
     */
    delete: operations['deleteSchedule'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/telemetry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What dispensers said, newest first, with when it was received, when it is held to have happened and what it was matched to
     * @description Needs `events:read` (of staff `telemetry:read`).
     */
    get: operations['listTelemetry'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/quarantine': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What waits for a person to look at it, newest first
     * @description Needs `events:read` (of staff `operations:read`).
     */
    get: operations['listQuarantine'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/quarantine/counts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How much waits, by kind and reason, most of it first
     * @description Needs `events:read` (of staff `operations:read`).
     */
    get: operations['listQuarantineCounts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/quarantine/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One of them, and what became of it
     * @description Needs `events:read` (of staff `operations:read`).
     */
    get: operations['getQuarantined'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/quarantine/{id}/assign': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Says whose it was
     * @description Needs `devices:write` (of staff `operations:write`).
     *
     *     What is understood has its effect now, for that citizen (`unattributed`, `review`, and `rejected` that can be read by now). What is not (`rejected`, `unknown-type`, `parked`) becomes work for the citizen’s team: at once where it reads as an alarm that nobody was told of, else a review.
     */
    post: operations['assignQuarantined'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/quarantine/{id}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sends it round again, as if it had just been heard
     * @description Needs `devices:write` (of staff `operations:write`).
     *
     *     What was `rejected` is read again, by what the gateway and the dispenser’s dialect understand today: 409 while it still cannot be read; where it cannot be said whose it was it goes on waiting as `unattributed`.
     */
    post: operations['retryQuarantined'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/quarantine/{id}/dismiss': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Leaves it without effect; it stays in the journal
     * @description Needs `devices:write` (of staff `operations:write`).
     *
     *     With `{"alike": true}` so does all else of the dispenser that stands there for the same reason.
     */
    post: operations['dismissQuarantined'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/ladders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * All ladders as they hold now: for everybody, in a district, or for a citizen
     * @description Needs `teams:read`.
     */
    get: operations['listLadders'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/ladders/set': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Every ladder that was set, and where: for everybody, in districts, for citizens; of those within reach
     * @description Needs `teams:read`.
     *
     *     What is set nowhere is the default, which `GET /ladders/{name}/above` tells where nothing is set for everybody.
     */
    get: operations['listSetLadders'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/ladders/{name}/above': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What would hold there if nothing were set there
     * @description Needs `teams:read`.
     */
    get: operations['getLadderAbove'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/ladders/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One ladder as it holds there, and whose it is
     * @description Needs `teams:read`.
     */
    get: operations['getLadder'];
    /**
     * Sets a ladder; one whose last rung does not always reach somebody, or that asks the first human too late about a dose, is refused
     * @description Needs `teams:write` (of staff `ladders:write`).
     */
    put: operations['setLadder'];
    post?: never;
    /**
     * Forgets what was set there; what holds above it holds again
     * @description Needs `teams:write` (of staff `ladders:write`).
     */
    delete: operations['resetLadder'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/me/push': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What my browsers subscribe by, and those to which is pushed what is meant for me.
     * @description Pushed while `push` stands in my settings; the house counts on none of it.
     */
    get: operations['getOwnPush'];
    put?: never;
    /**
     * Pushes to this browser what is meant for me, until the session ends; again is the same one.
     * @description The eleventh takes the place of the oldest.
     */
    post: operations['createPushSubscription'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/me/push/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One of my browsers. */
    get: operations['getPushSubscription'];
    put?: never;
    post?: never;
    /** Pushes no more to one of my browsers. */
    delete: operations['deletePushSubscription'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/me/push/{id}/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sends a message for trying at once, and tells what its push service answered.
     * @description That it took the message says not that the device has it: the device says so itself.
     */
    post: operations['sendTestPush'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One task, with all candidates and why one was chosen
     * @description Needs `tasks:read`.
     */
    get: operations['getTask'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/{id}/claim': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Takes the task; 409 names who has it. Claiming again is 200
     * @description Needs `tasks:write`.
     */
    post: operations['claimTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/{id}/release': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Gives the task back to the queue; its ladder goes on
     * @description Needs `tasks:write`.
     */
    post: operations['releaseTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/{id}/keep': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Keeps the task although the shift is over
     * @description Needs `tasks:write`.
     */
    post: operations['keepTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/{id}/take-over': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Takes the task from whoever has it; logged
     * @description Needs `tasks:write`.
     */
    post: operations['takeOverTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/{id}/start': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Says that the work is under way, and how
     * @description Needs `tasks:write`.
     */
    post: operations['startTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/{id}/log': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Writes a call attempt, a conversation or a note into the handling log
     * @description Needs `tasks:write`.
     */
    post: operations['logOnTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/{id}/resolve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Closes the task and its alert with outcome and cause; it never re-opens
     * @description Needs `tasks:write`.
     */
    post: operations['resolveTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Tasks by due time, or the rows of a queue or a map; with teamId, also those whose audience is the district of that team
     * @description Needs `tasks:read`.
     */
    get: operations['listTasks'];
    put?: never;
    /**
     * Asks for work by hand, of a team or of a named colleague first; a case of its own with a ladder
     * @description Needs `tasks:write`.
     *
     *     Somebody is asked at once, on whichever ladder, and the ladder goes on from there; P3 and P4 on `planned-work` are not asked about again at night. A colleague who may be named works in a team that looks after the citizen. The words are shown with the task and in the handling log.
     */
    post: operations['createTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/bulk': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Claims, releases or resolves up to 200 tasks: one result for each, in order, whatever became of the others
     * @description Needs `tasks:write`.
     *
     *     Each is decided and committed by itself, as the route for one would. Under an Idempotency-Key each that is done is done once, and what was refused is tried again. What takes longer than 15 seconds altogether is left untried (503).
     */
    post: operations['changeTasks'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/citizens/{id}/colleagues': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who may be named for work about the citizen, by name: those who work in a team that looks after her
     * @description Needs `tasks:write`.
     */
    get: operations['listColleagues'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/alerts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Alerts, newest first; parentId asks what one stands for
     * @description Needs `tasks:read`.
     */
    get: operations['listAlerts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/alerts/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One alert, with its handling log
     * @description Needs `tasks:read`.
     */
    get: operations['getAlert'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/alerts/{id}/shelve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sets the alert aside for a while, at most 24 hours, never a P1 and never what a colleague has; its ladder waits
     * @description Needs `tasks:write`.
     */
    post: operations['shelveAlert'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/teams/{id}/handover': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The open work of a team, by due time; as text/html it is a page to print, with telephones
     * @description Needs `tasks:read`.
     *
     *     What is with the team or comes to it next, and what all of its district were asked for, unless somebody of another team has that.
     */
    get: operations['getHandover'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/operations/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What could not be delivered and waits for a person, newest first
     * @description Needs `events:read` (of staff `operations:read`).
     */
    get: operations['listDeliveries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/operations/deliveries/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One of them, and what became of it
     * @description Needs `events:read` (of staff `operations:read`).
     */
    get: operations['getDelivery'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/operations/deliveries/{id}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sends it again, from the first channel on
     * @description Needs `devices:write` (of staff `operations:write`).
     */
    post: operations['retryDelivery'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/notices': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What I was told on the console, newest first
     * @description Needs `tasks:read`.
     */
    get: operations['listNotices'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/citizens/{id}/what-if': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What would happen if the citizen missed a dose: each rung with its recipients, times, skips and reasons
     * @description Needs `citizens:read` (of staff `citizen:read`) and `teams:read` (of staff `ladders:try`).
     *
     *     The ladder run dry, by the rules and rosters that would run it, in a transaction that can write nothing: nobody is asked or told. It supposes that the dispenser stays silent, that nobody takes up the work, and that what is planned of rosters and pauses stays so.
     */
    post: operations['rehearseMiss'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/map': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The teams within your reach, where they set out from and whether somebody is there now, and the tiles to draw them on; borders are in /districts, work in /tasks?view=map.
     * @description Needs `teams:read`.
     */
    get: operations['getMap'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/setup': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What the house has, and what is missing until a dose is seen
     * @description Needs `teams:read`.
     */
    get: operations['getSetup'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/setup/citizen': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Takes in the citizen in whom the house is tried, with her plan; said again it replaces what was said
     * @description Needs `house:write`.
     *
     *     For an administrator, while there is no other citizen and no dose was seen.
     */
    put: operations['setFirstCitizen'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/setup/dispenser': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Registers a dispenser where there is none of that name, and gives it to the first citizen
     * @description Needs `house:write`.
     *
     *     For an administrator, while there is no other citizen and no dose was seen.
     */
    put: operations['setFirstDispenser'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/citizens/{id}/start': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How far the citizen’s service has come, by what the house knows: consent to a test dose that was seen
     * @description Needs `citizens:read` (of staff `citizen:read`).
     */
    get: operations['getStart'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/citizens/{id}/timeline': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Doses, alerts with their logs, tasks, commands and pauses until now, newest first
     * @description Needs `citizens:read` (of staff `citizen:read`).
     */
    get: operations['getTimeline'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reports/coverage-gaps': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * When no team for visits that serves a district is on duty, and who would be asked then; JSON or CSV
     * @description Needs `reports:read`.
     */
    get: operations['getCoverageGaps'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reports/response-times': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * From alert to claim, contact and result, by priority and by district, team, shift, day, week or month
     * @description Needs `reports:read`.
     */
    get: operations['getResponseTimes'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reports/alarm-load': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How many alerts there were, how close together, and how they ended
     * @description Needs `reports:read`.
     */
    get: operations['getAlarmLoad'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reports/visits': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Calls, screen calls and visits by week and district
     * @description Needs `reports:read`.
     */
    get: operations['getVisits'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/operations/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How the machine fares: what /readyz says, gateways, clocks, what waits, and the alerts over the house itself
     * @description Needs `events:read` (of staff `operations:read`).
     *
     *     It is 200 also while /readyz is 503: `status` says which.
     */
    get: operations['getMachine'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/operations/failing': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What fails again and again and goes on being tried: timers first, then what has waited longest
     * @description Needs `events:read` (of staff `operations:read`).
     */
    get: operations['listFailing'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Facts after a position, oldest first; nextCursor is the position to go on from, null when there is nothing newer
     * @description Needs `events:read` (of staff `facts:read`).
     */
    get: operations['listEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/events/stream': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The same as server-sent events; Last-Event-ID resumes, and without it the stream begins now
     * @description Needs `events:read` (of staff `facts:read`).
     *
     *     Every five seconds, and once as it begins, it says the named event `beat`, which has no `id`: what the house is like within reach. A reader that hears none for ten seconds shows what may not be true any more; while the house cannot read its own database there is none, only a comment. An account has eight streams at most: one more closes the oldest, with the event `closed` and `{"reason":"too-many-streams"}` as its last word. Who hears that does not connect again by itself, and reads `GET /api/v1/events` instead. A node that is being stopped says the event `leaving` last: its reader comes back where it was. A stream ends after fifteen minutes and wants to be opened anew. It ends at once with its session, its account or its right to read, and what it tells is what its reader reaches at that moment.
     */
    get: operations['streamEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Liveness: {
      /** @enum {string} */
      status: 'ok';
    };
    Readiness: {
      /** @enum {string} */
      status: 'ok' | 'degraded' | 'unavailable';
      checks: {
        name: string;
        ok: boolean;
        detail: string;
        /** @description it is covered by another part */
        degradedOnly?: boolean;
        /** @description whom this keeps away while it is not so */
        for: ('mqtt' | 'http')[];
      }[];
    };
    Clock: {
      now: string;
      speed: number;
    };
    District: {
      id: string;
      name: string;
      parentId: string | null;
      polygon:
        | (
            | {
                /** @enum {string} */
                type: 'Polygon';
                coordinates: number[][][];
              }
            | {
                /** @enum {string} */
                type: 'MultiPolygon';
                coordinates: number[][][][];
              }
          )
        | null;
      shadow: boolean;
      createdAt: string;
      version: number;
    };
    SavedDistrict: {
      id: string;
      name: string;
      parentId: string | null;
      polygon:
        | (
            | {
                /** @enum {string} */
                type: 'Polygon';
                coordinates: number[][][];
              }
            | {
                /** @enum {string} */
                type: 'MultiPolygon';
                coordinates: number[][][][];
              }
          )
        | null;
      shadow: boolean;
      createdAt: string;
      version: number;
      /** @description districts beside it whose border it crosses by a sliver; an address there goes to the lower id */
      slivers: {
        districtId: string;
        name: string | null;
      }[];
    };
    Limits: {
      districtId: string;
      /** @description what was set here */
      limits: {
        [key: string]: {
          [key: string]: string;
        };
      };
      /** @description what holds here, with what is set above */
      holding: {
        [key: string]: {
          [key: string]: string;
        };
      };
      version: number;
    };
    Team: {
      id: string;
      name: string;
      /** @enum {string} */
      kind: 'e-district' | 'home-care' | 'night' | 'response-centre';
      districtId: string;
      base: {
        lat: number;
        lon: number;
      };
      zone: string;
      roster: {
        shifts: {
          days: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun' | 'holiday')[];
          from: string;
          to: string;
          members?: string[];
        }[];
        overrides: {
          from: string;
          to: string;
          onDuty: boolean;
          reason?: string;
        }[];
      };
      createdAt: string;
      version: number;
    };
    AuditEntry: {
      id: string;
      at: string;
      /**
       * @description `read`: an answer that showed citizens, or a change of them; `access`: signing in, accounts; `break-glass`
       * @enum {string}
       */
      kind: 'read' | 'access' | 'break-glass';
      /** @description who did it; null for somebody we do not know, and for the command line */
      principalId: string | null;
      principalKind: string | null;
      principalName: string | null;
      /** @description the route, such as `GET /api/v1/tasks/:id`, or what was done */
      what: string;
      reason: string | null;
      /** @description of a break-glass or a lifted protection, why, in the words of who did it */
      text: string | null;
      fields: string[] | null;
      /** @description by which fields it told how they are reached, such as `phone` and `homeAccess` */
      shown: string[] | null;
      citizenIds: string[];
      /** @description of `access`: whose account it is about; a lifted protection is about a citizen */
      accountId: string | null;
      address: string | null;
      /** @description of a break-glass */
      until: string | null;
    };
    StaffToken: {
      token: string;
      expiresAt: string;
    };
    Session: {
      id: string;
      /** @enum {string} */
      kind: 'staff' | 'partner';
      sessionId?: string;
      name: string;
      roles: string[];
      scopes: string[];
      /** @description where the rights hold: in all districts, in some, or in none */
      reach: {
        /** @enum {string} */
        citizens: 'all' | 'some' | 'none';
        /** @enum {string} */
        places: 'all' | 'some' | 'none';
        /** @enum {string} */
        fleet: 'all' | 'some' | 'none';
      };
      teams: {
        id: string;
        name: string;
        kind: string;
        districtId: string;
        zone: string;
      }[];
      now: string;
      clockSpeed: number;
    };
    OwnSession: {
      id: string;
      userAgent: string | null;
      address: string | null;
      createdAt: string;
      lastUsedAt: string;
      expiresAt: string;
      current: boolean;
    };
    Token: {
      access_token: string;
      /** @enum {string} */
      token_type: 'Bearer';
      expires_in: number;
      scope: string;
    };
    TokenRefusal: {
      /** @enum {string} */
      error: 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope';
    };
    ImportedStaff: {
      /** @description whether nothing was done */
      dryRun: boolean;
      new: number;
      passwordsMade: number;
      changed: number;
      same: number;
      /** @description how many there are; with any of them nothing is done */
      mistakes: number;
      /** @description of a dry run: the first thousand mistakes */
      errors: {
        /** @description as `rows[3].deviceId`, rows counted from 0; or `header` */
        path: string;
        /** @description of the file, counted from 1 */
        line: number;
        message: string;
        /** @enum {string} */
        code:
          | 'no-such-column'
          | 'column-missing'
          | 'column-twice'
          | 'column-unnamed'
          | 'too-many-rows'
          | 'too-many-cells'
          | 'quotes'
          | 'control-characters'
          | 'empty'
          | 'not-one-of'
          | 'not-written-so'
          | 'no-number'
          | 'too-large'
          | 'too-small'
          | 'stands-already'
          | 'not-yours'
          | 'out-of-use'
          | 'other';
        /** @description what may stand there, the limit, or the line where it stands already */
        expects: string | null;
      }[];
      items: {
        line: number;
        /** @enum {string} */
        fate: 'new' | 'changed' | 'same';
        username: string;
        /** @description null of one that is not there yet */
        staffId: string | null;
        /** @description the first one of a new account, shown this once; null in a dry run and of all others */
        password: string | null;
      }[];
    };
    Staff: {
      id: string;
      username: string;
      displayName: string;
      roles: string[];
      teamIds: string[];
      createdAt: string;
      disabledAt: string | null;
      version: number;
    };
    NewPartner: {
      id: string;
      clientId: string;
      name: string;
      scopes: string[];
      districtIds: string[] | null;
      createdAt: string;
      clientSecret: string;
    };
    Partner: {
      id: string;
      clientId: string;
      name: string;
      scopes: string[];
      districtIds: string[] | null;
      createdAt: string;
    };
    Roles: {
      roles: {
        /** @enum {string} */
        role: 'nurse' | 'lead' | 'manager' | 'visitator' | 'administrator' | 'operator' | 'auditor';
        rights: (
          | 'events:read'
          | 'facts:read'
          | 'telemetry:read'
          | 'tasks:read'
          | 'tasks:write'
          | 'citizens:read'
          | 'citizen:read'
          | 'citizens:write'
          | 'schedules:write'
          | 'pauses:write'
          | 'consent:write'
          | 'contact-person:write'
          | 'protection:lift'
          | 'homes:enter'
          | 'glass:review'
          | 'citizens:break-glass'
          | 'devices:read'
          | 'devices:write'
          | 'operations:read'
          | 'operations:write'
          | 'teams:read'
          | 'teams:write'
          | 'districts:write'
          | 'rosters:write'
          | 'ladders:write'
          | 'ladders:try'
          | 'limits:write'
          | 'shift:lead'
          | 'reports:read'
          | 'webhooks:write'
          | 'house:write'
          | 'reads:read'
          | 'audit:read'
        )[];
        /** @description `own`: in the districts of her teams and below them */
        holds: {
          /** @enum {string} */
          citizens: 'own' | 'all' | 'none';
          /** @enum {string} */
          places: 'own' | 'all' | 'none';
          /** @enum {string} */
          fleet: 'own' | 'all' | 'none';
        };
      }[];
      scopes: {
        /** @enum {string} */
        scope:
          | 'events:read'
          | 'tasks:read'
          | 'tasks:write'
          | 'citizens:read'
          | 'citizens:write'
          | 'devices:read'
          | 'devices:write'
          | 'teams:read'
          | 'teams:write'
          | 'reports:read';
        rights: (
          | 'events:read'
          | 'facts:read'
          | 'telemetry:read'
          | 'tasks:read'
          | 'tasks:write'
          | 'citizens:read'
          | 'citizen:read'
          | 'citizens:write'
          | 'schedules:write'
          | 'pauses:write'
          | 'consent:write'
          | 'contact-person:write'
          | 'protection:lift'
          | 'homes:enter'
          | 'glass:review'
          | 'citizens:break-glass'
          | 'devices:read'
          | 'devices:write'
          | 'operations:read'
          | 'operations:write'
          | 'teams:read'
          | 'teams:write'
          | 'districts:write'
          | 'rosters:write'
          | 'ladders:write'
          | 'ladders:try'
          | 'limits:write'
          | 'shift:lead'
          | 'reports:read'
          | 'webhooks:write'
          | 'house:write'
          | 'reads:read'
          | 'audit:read'
        )[];
      }[];
    };
    RosterTrial: {
      teamId: string;
      zone: string;
      /** @description from midnight to midnight on the wall, and what each is to a roster */
      days: {
        date: string;
        /** @enum {string} */
        day: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun' | 'holiday';
        from: string;
        to: string;
      }[];
      items: {
        from: string;
        to: string;
        onDuty: boolean;
        /** @description null: staffed, by whom is not said */
        members: string[] | null;
        why: string;
      }[];
      /** @description when no team for visits that serves its district would be on duty */
      bare: {
        from: string;
        to: string;
      }[];
      /** @description what of it is not bare as it stands */
      newlyBare: {
        from: string;
        to: string;
      }[];
      /** @description when the team is on duty as it stands, and would not be */
      givenUp: {
        from: string;
        to: string;
      }[];
    };
    Duty: {
      teamId: string;
      zone: string;
      /** @description now */
      onDuty: boolean;
      /** @description the end of the stretch of duty that holds now, as `items` shows it, a week ahead at most; null off duty */
      until: string | null;
      /** @description null: staffed, by whom is not said */
      members: string[] | null;
      why: string;
      /** @description who began a shift of her own that is on now */
      ownShifts: {
        staffId: string;
        from: string;
        until: string;
      }[];
      /** @description who works in the team, by name; an integration is told of nobody */
      people: {
        staffId: string;
        name: string;
      }[];
      /** @description the hours asked for in which no team for visits that serves its district is on duty */
      bare: {
        from: string;
        to: string;
      }[];
      items: {
        from: string;
        to: string;
        onDuty: boolean;
        /** @description null: staffed, by whom is not said */
        members: string[] | null;
        why: string;
      }[];
      /** @enum {string|null} */
      nextCursor: null;
    };
    Holidays: {
      days: {
        date: string;
        name: string | null;
        holiday: boolean;
      }[];
    };
    OwnSettings: {
      /**
       * @description null: the one that the browser asks for
       * @enum {string|null}
       */
      language: 'en' | 'da' | 'nb' | null;
      /**
       * @description system: as the device is set
       * @enum {string}
       */
      theme: 'system' | 'light' | 'dark';
      /** @enum {string} */
      density: 'comfortable' | 'compact';
      /** @description whether a new P1, and what the house tells her, sounds */
      sound: boolean;
      /** @description whether what is addressed to her is pushed to her devices */
      push: boolean;
    };
    OwnShift: {
      teamId: string;
      staffId: string;
      /** @description false also where the roster names nobody, so that it may be her */
      onShift: boolean;
      /**
       * @description who says so: herself, or the roster that names her
       * @enum {string|null}
       */
      by: 'self' | 'roster' | null;
      from: string | null;
      /** @description when it ends by itself */
      until: string | null;
      /** @description whether anybody of the team is on duty */
      teamOnDuty: boolean;
    };
    RedrawnBorders: {
      saved: boolean;
      items: {
        districtId: string;
        /** @description square metres that it did not have before */
        gained: number;
        /** @description square metres that it does not have any more */
        lost: number;
        overlaps: {
          districtId: string;
          name: string | null;
          /**
           * @description `sliver`: no wider than 25 m and at most 1 % of the smaller; `wide` is not saved
           * @enum {string}
           */
          width: 'sliver' | 'wide';
          /** @description square metres that both would have */
          squareMetres: number;
          area:
            | {
                /** @enum {string} */
                type: 'Polygon';
                coordinates: number[][][];
              }
            | {
                /** @enum {string} */
                type: 'MultiPolygon';
                coordinates: number[][][][];
              };
        }[];
      }[];
      /** @description how many live where one district becomes another; null for who does not see every district. The district that is said of a citizen stays */
      moves:
        | {
            from: string | null;
            to: string | null;
            citizens: number;
          }[]
        | null;
    };
    BreakGlass: {
      id: string;
      staffId: string;
      citizenId: string;
      /** @enum {string} */
      reason:
        | 'emergency'
        | 'treatment'
        | 'covering-shift'
        | 'citizen-asks'
        | 'relative-asks'
        | 'complaint'
        | 'technical'
        | 'other';
      text: string;
      openedAt: string;
      until: string;
    };
    Citizen: {
      id: string;
      displayName: string;
      externalId: string | null;
      /** @description null where it is protected */
      address: {
        street?: string;
        postalCode?: string;
        city?: string;
        lat: number;
        lon: number;
        /**
         * @description nobody said where it is: this is the middle of its postal code
         * @enum {string}
         */
        located?: 'postcode';
      } | null;
      /** @description where the citizen stays for a while; null also where it is protected */
      temporaryAddress: {
        street?: string;
        postalCode?: string;
        city?: string;
        lat: number;
        lon: number;
        /**
         * @description nobody said where it is: this is the middle of its postal code
         * @enum {string}
         */
        located?: 'postcode';
        from: string;
        until: string;
      } | null;
      addressProtected: boolean;
      deceasedAt: string | null;
      zone: string;
      districtId: string | null;
      eDistrictTeamId: string | null;
      contactPersonId: string | null;
      relatives: {
        name: string;
        relation?: string;
        /** @description called before `phone` */
        mobile?: string;
        phone?: string;
        email?: string;
        /** @description stays with the relative; without it whoever is alike keeps hers */
        id?: string;
      }[];
      serviceArea: string | null;
      /** @description called before `phone` */
      mobile: string | null;
      phone: string | null;
      /** @description where a screen call goes */
      screenCallAddress: string | null;
      /** @description in which she is spoken with, as a tag of BCP 47 */
      language: string | null;
      /** @enum {string|null} */
      hearing: 'unimpaired' | 'hard-of-hearing' | 'deaf' | null;
      /** @description how one gets in: for who visits, in no list, and where the address is protected on the visit alone */
      homeAccess: {
        /** @description where the key is, or how the door is opened */
        key?: string;
        /** @description what to mind at the door */
        note?: string;
      } | null;
      /** @description there is such a note, whether or not it is told here */
      homeAccessKnown: boolean;
      cprKnown: boolean;
      consent: {
        telemetry: boolean;
        reason: string | null;
        changedAt: string;
      };
      /** @description the pause in force */
      pause: components['schemas']['Pause'] | null;
      createdAt: string;
      updatedAt: string;
      version: number;
    };
    Pause: {
      id: string;
      /** @enum {string} */
      reason: 'hospital' | 'travel' | 'other';
      from: string;
      until: string;
      createdAt: string;
      begunAt: string | null;
      endedAt: string | null;
      /** @description when it was taken back: since then it counts for nothing, and never did */
      undoneAt: string | null;
    };
    ImportedCitizens: {
      /** @description whether nothing was done */
      dryRun: boolean;
      new: number;
      changed: number;
      same: number;
      /** @description how many there are; with any of them nothing is done */
      mistakes: number;
      /** @description of a dry run: the first thousand mistakes */
      errors: {
        /** @description as `rows[3].deviceId`, rows counted from 0; or `header` */
        path: string;
        /** @description of the file, counted from 1 */
        line: number;
        message: string;
        /** @enum {string} */
        code:
          | 'no-such-column'
          | 'column-missing'
          | 'column-twice'
          | 'column-unnamed'
          | 'too-many-rows'
          | 'too-many-cells'
          | 'quotes'
          | 'control-characters'
          | 'empty'
          | 'not-one-of'
          | 'not-written-so'
          | 'no-number'
          | 'too-large'
          | 'too-small'
          | 'stands-already'
          | 'not-yours'
          | 'out-of-use'
          | 'other';
        /** @description what may stand there, the limit, or the line where it stands already */
        expects: string | null;
      }[];
      items: {
        line: number;
        /** @enum {string} */
        fate: 'new' | 'changed' | 'same';
        /** @description null of one who is not there yet */
        citizenId: string | null;
        districtId: string | null;
        /**
         * @description nobody said where she lives: she is put in the middle of her postal code
         * @enum {string|null}
         */
        located: 'postcode' | null;
      }[];
    };
    BreakGlassOpening: {
      id: string;
      staffId: string;
      citizenId: string;
      /** @enum {string} */
      reason:
        | 'emergency'
        | 'treatment'
        | 'covering-shift'
        | 'citizen-asks'
        | 'relative-asks'
        | 'complaint'
        | 'technical'
        | 'other';
      text: string;
      openedAt: string;
      until: string;
      /** @description null for an account that is gone */
      staffName: string | null;
      /** @description of the citizen, now */
      districtId: string | null;
      /** @description null where the reader does not reach her */
      citizenName: string | null;
      /** @description what was looked at while it was open, and for that reason */
      looks: {
        /** @description such as `GET /api/v1/citizens/:id` */
        route: string;
        times: number;
        lastAt: string;
        /** @description by which fields it told how she is reached */
        shown: string[];
      }[];
      /** @description null until somebody has looked at it */
      review: {
        /** @enum {string} */
        finding: 'justified' | 'unjustified';
        text: string | null;
        reviewedBy: string;
        reviewedByName: string;
        reviewedAt: string;
      } | null;
    };
    Postcodes: {
      countries: {
        /** @enum {string} */
        country: 'DK' | 'NO';
        postcodes: number;
      }[];
    };
    Read: {
      id: string;
      at: string;
      principalId: string;
      /** @description `staff`, `partner`, or `team` for whom a sheet is laid out */
      principalKind: string;
      /** @description null for an account that is gone */
      principalName: string | null;
      /** @description such as `GET /api/v1/tasks/:id` */
      route: string;
      /** @description why, where it was not for the reader’s own districts alone: `work` that is theirs, or `break-glass: …` */
      reason: string | null;
      /** @description the fields that were sent, by name */
      fields: string[] | null;
      /** @description by which fields it told how she is reached, such as `phone` and `homeAccess`; null where it did not */
      shown: string[] | null;
      /** @description it was the answer to the repeat of an earlier request */
      replayed: boolean;
      /** @description of a reader of the feed: from where in that hour */
      firstPosition: number | null;
      /** @description and until where */
      lastPosition: number | null;
    };
    Assignment: {
      citizenId: string;
      deviceId: string | null;
      from: string | null;
      until: string | null;
      /** @description what begins later, the next first */
      planned: {
        deviceId: string;
        from: string;
        until: string | null;
      }[];
      /** @description what the dispenser that was given, or taken away, now holds; null where there was none */
      holds: {
        deviceId: string;
        /**
         * @description what it was given last: the schedule of this citizen, of another (until that one’s turn with it is over), an empty one in the place of another’s, or none by this gateway
         * @enum {string}
         */
        schedule: 'own' | 'another' | 'empty' | 'none';
        revision: number | null;
        /**
         * @description what became of the command that gave it
         * @enum {string|null}
         */
        state: 'queued' | 'sent' | 'done' | 'refused' | 'expired' | null;
      } | null;
    };
    Assigned: {
      citizenId: string;
      deviceId: string | null;
      from: string;
      /** @description what the dispenser that was given, or taken away, now holds; null where there was none */
      holds: {
        deviceId: string;
        /**
         * @description what it was given last: the schedule of this citizen, of another (until that one’s turn with it is over), an empty one in the place of another’s, or none by this gateway
         * @enum {string}
         */
        schedule: 'own' | 'another' | 'empty' | 'none';
        revision: number | null;
        /**
         * @description what became of the command that gave it
         * @enum {string|null}
         */
        state: 'queued' | 'sent' | 'done' | 'refused' | 'expired' | null;
      } | null;
    };
    NewSecret: {
      deviceId: string;
      secret: string;
    };
    Dispenser: {
      deviceId: string;
      dialect: string;
      model: string | null;
      /**
       * @description whether it stays connected, or comes, speaks and leaves: as registered, or else as it was seen to behave
       * @enum {string}
       */
      presence: 'connected' | 'visit';
      /** @description not registered but seen */
      isPresenceSeen: boolean;
      /** @description how often it is to be heard at least */
      expectEveryMinutes: number | null;
      createdAt: string;
      retiredAt: string | null;
      /** @description whether it serves somebody now */
      isAssigned: boolean;
      /** @description whom, for whoever reaches that citizen */
      citizenId: string | null;
      /** @description of whom it serves */
      districtId: string | null;
      /**
       * @description resting: one that visits, between its visits; away: gone, and not missed yet; offline: missed; retired: out of use
       * @enum {string}
       */
      state: 'online' | 'resting' | 'away' | 'offline' | 'never-heard' | 'retired';
      stateSince: string | null;
      /** @description what is wrong with it, by types of telemetry, that began first at first */
      conditions: string[];
      /** @description connected now; one that visits is not between its visits, and need not be */
      online: boolean;
      onlineChangedAt: string | null;
      lastSeenAt: string | null;
      batteryPct: number | null;
      mains: boolean | null;
      rssiDbm: number | null;
      dosesRemaining: number | null;
      nextDueAt: string | null;
      firmware: string | null;
    };
    Dispensers: {
      items: components['schemas']['Dispenser'][];
      /** @description null on the last page */
      nextCursor: string | null;
    };
    Fleet: {
      /** @description of all that district, dialect and `q` let through, whatever `state`, `assigned` and `troubled` are; null on a page that is not the first */
      counts: components['schemas']['FleetCounts'] | null;
      items: components['schemas']['FleetRow'][];
      /** @description null on the last page */
      nextCursor: string | null;
    };
    FleetCounts: {
      all: number;
      byState: {
        online: number;
        resting: number;
        away: number;
        offline: number;
        'never-heard': number;
        retired: number;
      };
      /** @description of every dialect that the gateway speaks */
      byDialect: {
        [key: string]: number;
      };
      troubled: number;
      /** @description of those in use */
      unassigned: number;
    };
    FleetRow: {
      deviceId: string;
      /** @enum {string} */
      state: 'online' | 'resting' | 'away' | 'offline' | 'never-heard' | 'retired';
      stateSince: string | null;
      dialect: string;
      model: string | null;
      isAssigned: boolean;
      citizenId: string | null;
      districtId: string | null;
      lastSeenAt: string | null;
      batteryPct: number | null;
      mains: boolean | null;
      dosesRemaining: number | null;
      conditions: string[];
    };
    Provisioned: {
      /** @description whether nothing was done */
      dryRun: boolean;
      /** @description how many dispensers the list has, those with a mistake left out */
      rows: number;
      registered: number;
      secretsMade: number;
      /** @description those that have a secret, and keep it */
      leftAlone: number;
      /** @description how many there are; with any of them nothing is done */
      mistakes: number;
      /** @description of a dry run: the first thousand mistakes */
      errors: {
        /** @description as `rows[3].deviceId`, rows counted from 0; or `header` */
        path: string;
        /** @description of the file, counted from 1 */
        line: number;
        message: string;
        /** @enum {string} */
        code:
          | 'no-such-column'
          | 'column-missing'
          | 'column-twice'
          | 'column-unnamed'
          | 'too-many-rows'
          | 'too-many-cells'
          | 'quotes'
          | 'control-characters'
          | 'empty'
          | 'not-one-of'
          | 'not-written-so'
          | 'no-number'
          | 'too-large'
          | 'too-small'
          | 'stands-already'
          | 'not-yours'
          | 'out-of-use'
          | 'other';
        /** @description what may stand there, the limit, or the line where it stands already */
        expects: string | null;
      }[];
      items: {
        line: number;
        deviceId: string;
        dialect: string;
        model: string | null;
        /** @enum {string} */
        fate: 'registered' | 'given-secret' | 'rotated' | 'left-alone';
        /** @description shown this once; null in a dry run, and for those left alone */
        secret: string | null;
      }[];
    };
    Command: {
      id: string;
      deviceId: string;
      /** @enum {string} */
      type: 'dose.remind' | 'dose.lock' | 'schedule.set' | 'message.show' | 'time.sync';
      time: string;
      expiresAt: string;
      /** @description null for whoever may not read whom it was asked for */
      data: {
        [key: string]: unknown;
      } | null;
      /** @enum {string} */
      state: 'queued' | 'sent' | 'done' | 'refused' | 'expired';
      /** @description whom the dispenser served when it was asked */
      citizenId: string | null;
      /** @description null for what the gateway asked by itself */
      askedBy: {
        /** @enum {string} */
        kind: 'staff' | 'partner';
        id: string;
        name: string;
      } | null;
      alertId: string | null;
      sentAt: string | null;
      answeredAt: string | null;
      detail: string | null;
    };
    Verdict: {
      /** @description of something that came more than once, the last time */
      at: string;
      /**
       * @description accepted: what was read, with notes; rejected: acknowledged, and could not be read; refused: not taken
       * @enum {string}
       */
      verdict: 'accepted' | 'rejected' | 'refused';
      /**
       * @description a code of docs/mqtt.md
       * @enum {string|null}
       */
      reason:
        | 'malformed-device-id'
        | 'malformed-credentials'
        | 'wrong-secret'
        | 'unknown-device'
        | 'database-away'
        | 'revoked'
        | 'protocol-level'
        | 'malformed-packet'
        | 'protocol-error'
        | 'no-connect'
        | 'not-read'
        | 'packet-too-large'
        | 'another-device'
        | 'no-such-topic'
        | 'will'
        | 'subscribe'
        | 'never-served'
        | 'too-many-subscriptions'
        | 'too-many-filters'
        | 'too-many-in-flight'
        | 'queue-full'
        | 'session-forgotten'
        | 'taken-over'
        | 'slowed'
        | 'tls-handshake'
        | 'websocket-handshake'
        | 'websocket-subprotocol'
        | 'too-many-connections'
        | 'too-many-connections-of-one-address'
        | 'payload-too-large'
        | 'unreadable-status'
        | 'unreadable-heartbeat'
        | 'unreadable-ack'
        | 'left-out'
        | 'unreadable-event'
        | null;
      /** @description which rule was broken, which limit was met */
      detail: string | null;
      notes: string[];
      /** @description the line of the journal */
      event: {
        id: string;
        type: string;
      } | null;
      firstAt: string;
      occurrences: number;
    };
    Dose: {
      id: string;
      citizenId: string;
      revision: number;
      /** @description local time, HH:MM */
      slot: string;
      dueAt: string;
      windowClosesAt: string;
      /** @enum {string} */
      criticality: 'time-critical' | 'standard' | 'flexible';
      /** @enum {string} */
      state:
        | 'scheduled'
        | 'due'
        | 'dispensed'
        | 'retrieved'
        | 'dispensed-in-advance'
        | 'missed'
        | 'unconfirmed'
        | 'cancelled';
      alarmedAt: string | null;
      dispensedAt: string | null;
      retrievedAt: string | null;
      inAdvanceAt: string | null;
      cancelledAt: string | null;
      missedAt: string | null;
      unconfirmedAt: string | null;
      /** @description of a dose dispensed after its window, from when it was due */
      lateSeconds: number | null;
    };
    Schedule: {
      citizenId: string;
      revision: number;
      zone: string;
      slots: {
        time: string;
        days?: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[];
        /** @enum {string} */
        criticality: 'time-critical' | 'standard' | 'flexible';
        /** @description the first day; what is due every so many days is counted from it */
        from?: string;
        /** @description the last day, on which it is still due */
        until?: string;
        /** @description 2: every other day; 21: every third week */
        everyDays?: number;
        windowMinutes?: number;
      }[];
      validFrom: string;
      validUntil: string | null;
      createdAt: string;
      /** @description those that begin later, in that order */
      planned: {
        citizenId: string;
        revision: number;
        zone: string;
        slots: {
          time: string;
          days?: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[];
          /** @enum {string} */
          criticality: 'time-critical' | 'standard' | 'flexible';
          /** @description the first day; what is due every so many days is counted from it */
          from?: string;
          /** @description the last day, on which it is still due */
          until?: string;
          /** @description 2: every other day; 21: every third week */
          everyDays?: number;
          windowMinutes?: number;
        }[];
        validFrom: string;
        validUntil: string | null;
        createdAt: string;
      }[];
    };
    Telemetry: {
      /** @description as the dispenser gave it */
      id: string;
      deviceId: string;
      type: string;
      time: string;
      receivedAt: string;
      /** @description when it is held to have happened */
      effectiveAt: string;
      lateBySeconds: number;
      /** @enum {string} */
      clock: 'trusted' | 'corrected' | 'unset';
      bootid: number | null;
      sequence: number | null;
      /** @description why it could not be read */
      reason: string | null;
      /** @description the payload in the words of CloudEvents, whatever its dialect; null where it has none */
      event: unknown;
      payload: string;
      /** @enum {string} */
      payloadEncoding: 'utf-8' | 'base64';
      /** @description as heard; of what was too long only the beginning is kept */
      payloadLength: number;
      /** @description what was read oddly (`data.slot:read`), left out, repaired or a sentinel, by its path; empty for most */
      notes: string[];
      citizenId: string | null;
      matchedTo: {
        doseId: string;
        dueAt: string;
      } | null;
    };
    QuarantinedTelemetry: {
      id: string;
      deviceId: string;
      /** @enum {string} */
      kind: 'rejected' | 'unattributed' | 'parked' | 'unknown-type' | 'review' | 'waiting';
      /**
       * @description `message`: what was said cannot have its effect; `infrastructure`: the house could not do it, and it goes again by itself
       * @enum {string}
       */
      cause: 'message' | 'infrastructure';
      reason: string;
      /** @description of a type nobody knows, how often the dispenser said it: one entry counts them and shows the newest; else 1 */
      occurrences: number;
      receivedAt: string;
      quarantinedAt: string;
      /** @enum {string} */
      state: 'open' | 'assigned' | 'dismissed' | 'retried';
      closedAt: string | null;
      closedBy: string | null;
      /** @description whose a person said it was */
      citizenId: string | null;
      telemetry: {
        /** @description as the dispenser gave it */
        id: string;
        deviceId: string;
        type: string;
        time: string;
        receivedAt: string;
        /** @description when it is held to have happened */
        effectiveAt: string;
        lateBySeconds: number;
        /** @enum {string} */
        clock: 'trusted' | 'corrected' | 'unset';
        bootid: number | null;
        sequence: number | null;
        /** @description why it could not be read */
        reason: string | null;
        /** @description the payload in the words of CloudEvents, whatever its dialect; null where it has none */
        event: unknown;
        payload: string;
        /** @enum {string} */
        payloadEncoding: 'utf-8' | 'base64';
        /** @description as heard; of what was too long only the beginning is kept */
        payloadLength: number;
        /** @description what was read oddly (`data.slot:read`), left out, repaired or a sentinel, by its path; empty for most */
        notes: string[];
      } | null;
    };
    QuarantineCount: {
      /** @enum {string} */
      kind: 'rejected' | 'unattributed' | 'parked' | 'unknown-type' | 'review' | 'waiting';
      /** @description with # for each number in it */
      reason: string;
      count: number;
      /** @description of how many dispensers */
      dispensers: number;
      oldestAt: string;
      newestAt: string;
    };
    Quarantined: {
      id: string;
      deviceId: string;
      /** @enum {string} */
      kind: 'rejected' | 'unattributed' | 'parked' | 'unknown-type' | 'review' | 'waiting';
      /**
       * @description `message`: what was said cannot have its effect; `infrastructure`: the house could not do it, and it goes again by itself
       * @enum {string}
       */
      cause: 'message' | 'infrastructure';
      reason: string;
      /** @description of a type nobody knows, how often the dispenser said it: one entry counts them and shows the newest; else 1 */
      occurrences: number;
      receivedAt: string;
      quarantinedAt: string;
      /** @enum {string} */
      state: 'open' | 'assigned' | 'dismissed' | 'retried';
      closedAt: string | null;
      closedBy: string | null;
      /** @description whose a person said it was */
      citizenId: string | null;
    };
    Ladder: {
      /** @enum {string} */
      name:
        | 'time-critical-dose'
        | 'standard-dose'
        | 'dispensing-stopped'
        | 'planned-work'
        | 'power-connectivity'
        | 'security';
      /**
       * @description whose ladder holds here
       * @enum {string}
       */
      scope: 'all' | 'district' | 'citizen';
      districtId: string | null;
      citizenId: string | null;
      rungs: {
        /** @description ISO 8601 duration */
        after: string;
        /** @description where the case has a deadline: the share of the time to it, in place of after */
        share?: number;
        actions: ('repeat-reminder' | 'notify-relative' | 'call' | 'screen-call' | 'visit' | 'operations')[];
        /** @enum {string} */
        to:
          | 'named-colleague'
          | 'contact-person'
          | 'e-district'
          | 'nearest-team'
          | 'all-on-duty'
          | 'next-nearest-team'
          | 'response-centre'
          | 'shift-lead'
          | 'manager';
      }[];
      /** @description ISO 8601 duration */
      claimTimeout: string;
      /** @description ISO 8601 duration */
      claimReminder: string | null;
      version: number;
    };
    OwnPush: {
      /** @description what a browser subscribes by; null: nothing is pushed */
      publicKey: string | null;
      /**
       * @description why nothing is pushed
       * @enum {string|null}
       */
      off: 'not-configured' | 'keys-closed' | null;
      subscriptions: components['schemas']['PushSubscription'][];
    };
    PushSubscription: {
      id: string;
      endpoint: string;
      userAgent: string | null;
      createdAt: string;
      /** @description when its push service took a message last */
      takenAt: string | null;
      /** @description what that answered last, as a code, where it was no yes */
      error: string | null;
      /** @description whether it was made in the session that asks */
      current: boolean;
    };
    PushTried: {
      /** @description what the device knows the message by */
      id: string;
      /**
       * @description taken: its push service has it; gone: nobody is there, the subscription is over; waits: later, maybe
       * @enum {string}
       */
      outcome: 'taken' | 'gone' | 'refused' | 'waits';
      error: string | null;
    };
    Task: {
      id: string;
      alertId: string;
      citizenId: string | null;
      /** @enum {string} */
      kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
      /** @enum {string} */
      state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
      /** @enum {string} */
      priority: 'P1' | 'P2' | 'P3' | 'P4';
      teamId: string | null;
      districtId: string | null;
      assigneeId: string | null;
      /** @enum {string} */
      audience: 'team' | 'district' | 'person';
      dueAt: string;
      createdAt: string;
      claimedBy: string | null;
      claimedByName: string | null;
      claimedAt: string | null;
      remindAt: string | null;
      claimExpiresAt: string | null;
      shiftEndsAt: string | null;
      /** @description when it goes back to the queue unless its holder keeps it */
      releaseAt: string | null;
      startedAt: string | null;
      /** @enum {string|null} */
      mode: 'call' | 'screen-call' | 'visit' | null;
      unansweredCalls: number;
      resolvedAt: string | null;
      /** @enum {string|null} */
      outcome:
        | 'taken-after-call'
        | 'taken-at-visit'
        | 'found-already-taken'
        | 'skipped-on-advice'
        | 'hospitalised'
        | 'away'
        | 'refused'
        | 'device-fixed'
        | 'refilled'
        | 'false-alarm'
        | 'unreachable-handed-over'
        | 'other'
        | null;
      /** @enum {string|null} */
      cause:
        | 'forgot'
        | 'asleep'
        | 'away'
        | 'hospital'
        | 'refused'
        | 'confusion'
        | 'device-fault'
        | 'supply'
        | 'power'
        | 'connectivity'
        | 'wrong-schedule'
        | 'unknown'
        | 'other'
        | null;
      note: string | null;
      /** @description what is asked for, in the words of who asked by hand; null for what nobody did */
      text: string | null;
      rung: number;
      /** @description all candidates, and why one was chosen, as it was decided */
      routing: components['schemas']['Routing'];
      /** @description the team it goes to when its holder gives it back: the citizen is elsewhere by now */
      nextTeamId: string | null;
      nextDistrictId: string | null;
      /** @description since when that is so */
      movedAt: string | null;
      version: number;
      citizen: {
        displayName: string;
        /** @description where the citizen is now; protected, only who drives there sees it */
        address: {
          street: string | null;
          postalCode: string | null;
          city: string | null;
        } | null;
      } | null;
      /** @description how the citizen is reached: on the task itself; null in lists */
      contacts: components['schemas']['Contacts'] | null;
      alert: components['schemas']['AlertBrief'];
      ladder: components['schemas']['LadderPosition'] | null;
    };
    Candidate: {
      teamId: string;
      name: string;
      /** @enum {string} */
      kind: 'e-district' | 'home-care' | 'night' | 'response-centre';
      districtId: string;
      /** @description null where it would tell a protected address */
      distanceMeters: number | null;
      onDuty: boolean;
      /** @description open tasks; null where there was no choice to make */
      workload: number | null;
      inDistrict: boolean;
      /**
       * @description why, or why not; null of what was decided before it was a code
       * @enum {string|null}
       */
      rule:
        | 'chosen'
        | 'already_asked'
        | 'off_duty'
        | 'comes_later'
        | 'wider_district'
        | 'farther'
        | 'busier'
        | 'tie'
        | null;
      /** @description why it is on duty, or not */
      duty: components['schemas']['DutyReason'] | null;
      /** @description both in words, in the language of Accept-Language; English by default */
      why: string;
    };
    DutyReason:
      | {
          /** @enum {string} */
          rule: 'no_team' | 'no_roster' | 'no_shift' | 'contact_person_absent';
        }
      | {
          /** @enum {string} */
          rule: 'on_shift' | 'shift_started' | 'shift_of_nobody' | 'shift_left' | 'shift_stopped';
          from: string;
          to: string;
        }
      | {
          /** @enum {string} */
          rule: 'called_in' | 'called_off';
          /** @description what somebody wrote who called it in or off */
          reason: string | null;
        };
    Routing: {
      chosenTeamId: string | null;
      assigneeId: string | null;
      /** @enum {string} */
      audience: 'team' | 'district' | 'person';
      districtId: string | null;
      /** @enum {string} */
      rule:
        | 'named-colleague'
        | 'contact-person'
        | 'citizens-e-district'
        | 'municipality-e-district'
        | 'nearest-in-district'
        | 'nearest-in-municipality'
        | 'nearest-neighbouring-municipality'
        | 'nearest-without-district'
        | 'response-centre'
        | 'any-team'
        | 'rosters-ignored'
        | 'nobody-on-duty';
      /** @description the choice in words, in the language of Accept-Language */
      sentence: string;
      candidates: components['schemas']['Candidate'][];
    };
    Contacts: {
      /** @description called before `phone` */
      mobile: string | null;
      phone: string | null;
      screenCallAddress: string | null;
      language: string | null;
      /** @enum {string|null} */
      hearing: 'unimpaired' | 'hard-of-hearing' | 'deaf' | null;
      /** @description how one gets in: for who holds the visit, or is to make it, while it is open */
      homeAccess: {
        key?: string;
        note?: string;
      } | null;
      homeAccessKnown: boolean;
      relatives: {
        id?: string;
        name: string;
        relation?: string;
        mobile?: string;
        phone?: string;
        email?: string;
      }[];
    };
    AlertBrief: {
      type: string;
      deviceId: string | null;
      districtId: string | null;
      /** @enum {string} */
      state: 'open' | 'claimed' | 'in-progress' | 'shelved' | 'resolved' | 'auto-resolved' | 'superseded';
      openedAt: string;
      dose: components['schemas']['AlertDose'] | null;
      unmatched: boolean;
      occurrences: number;
      lastSeenAt: string;
      detail: components['schemas']['AlertDetail'];
      /** @description what it stands for: the live alerts attached to it, by type */
      under: {
        type: string;
        count: number;
      }[];
      /** @description of an incident: how many alerts of its district since are asked about by themselves */
      cameThrough: number | null;
    };
    AlertDose: {
      dueAt: string;
      windowClosesAt: string;
      /** @enum {string} */
      criticality: 'time-critical' | 'standard' | 'flexible';
    };
    AlertDetail: {
      lastSeenAt?: string | null;
      /** @description the dispenser was in contact when nothing was heard of a dose */
      connected?: boolean;
      /** @description which things stand side by side */
      codes?: string[];
      /** @description how old the news was when it was heard */
      ageMinutes?: number;
      deviceCount?: number;
      inUse?: number;
      /** @description read from what could not be read as a whole */
      unreadable?: boolean;
      /** @description why what a dispenser says cannot be used, with when it was last so */
      causes?: {
        [key: string]: string;
      };
      /** @description the one why of many dispensers */
      cause?: string;
      /** @description of an incident of several districts: which */
      partIds?: string[];
      since?: string;
      from?: string;
      gaps?: number;
      /** @description of a review: the doses nobody watched over, of very many the newest */
      doses?: ({
        dueAt: string;
        criticality: string;
      } & {
        [key: string]: unknown;
      })[];
      /** @description and how many there are */
      count?: number;
      /** @description of work made by hand: what is asked for */
      text?: string;
      /** @description who asked */
      byName?: string | null;
    } & {
      [key: string]: unknown;
    };
    LadderPosition: {
      /** @enum {string} */
      name:
        | 'time-critical-dose'
        | 'standard-dose'
        | 'dispensing-stopped'
        | 'planned-work'
        | 'power-connectivity'
        | 'security';
      /** @description the rung that fired last, from 0 */
      rung: number | null;
      /** @description how many there are */
      rungs: number;
      nextRungAt: string | null;
      /** @description who is asked then, and how; the same rung again means that the last one repeats */
      next: {
        rung: number;
        /** @enum {string} */
        to:
          | 'named-colleague'
          | 'contact-person'
          | 'e-district'
          | 'nearest-team'
          | 'all-on-duty'
          | 'next-nearest-team'
          | 'response-centre'
          | 'shift-lead'
          | 'manager';
        actions: ('repeat-reminder' | 'notify-relative' | 'call' | 'screen-call' | 'visit' | 'operations')[];
      } | null;
    };
    Tasks: {
      items: components['schemas']['Task'][];
      /** @description null on the last page */
      nextCursor: string | null;
    };
    Queue: {
      counts: components['schemas']['QueueCounts'];
      items: components['schemas']['QueueRow'][];
      /** @description null on the last page */
      nextCursor: string | null;
    };
    /** @description of the open work that the other filters let through, on whichever page and whatever `state` and `ids` are */
    QueueCounts: {
      all: number;
      unclaimed: number;
      mine: number;
      byPriority: {
        P1: number;
        P2: number;
        P3: number;
        P4: number;
      };
    };
    QueueRow: {
      id: string;
      /** @enum {string} */
      priority: 'P1' | 'P2' | 'P3' | 'P4';
      /** @enum {string} */
      kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
      /** @enum {string} */
      state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
      /** @description until when it is of use: the end of the window of its dose, and once that is over the next dose; what no dose waits for is wanted when it is due */
      deadlineAt: string;
      citizenId: string | null;
      /** @description of the citizen */
      name: string | null;
      /** @description where the citizen is now; a protected address is in no list */
      street: string | null;
      /** @description what it is about where that is no citizen */
      deviceId?: string | null;
      /** @description and where */
      districtId?: string | null;
      /** @description of its alert */
      type: string;
      /** @description when the dose was due that it is about */
      doseAt: string | null;
      /**
       * @description that dose is time-critical
       * @enum {boolean}
       */
      critical?: true;
      /** @description how often nobody answered, where that was so */
      calls?: number;
      teamName: string | null;
      /**
       * @description while nobody has it: all on duty in the district are asked, or one person, and not the team
       * @enum {string}
       */
      audience?: 'district' | 'person';
      /** @description the name of who has it; null: nobody has, or it is closed */
      holder: string | null;
      /**
       * @description whoever asks has it
       * @enum {boolean}
       */
      mine?: true;
      /** @description whether somebody can be called about it */
      phone: boolean;
    };
    PlacedQueue: {
      counts: components['schemas']['QueueCounts'];
      items: components['schemas']['PlacedRow'][];
      /** @description null on the last page */
      nextCursor: string | null;
    };
    PlacedRow: {
      id: string;
      /** @enum {string} */
      priority: 'P1' | 'P2' | 'P3' | 'P4';
      /** @enum {string} */
      kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
      /** @enum {string} */
      state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
      /** @description until when it is of use: the end of the window of its dose, and once that is over the next dose; what no dose waits for is wanted when it is due */
      deadlineAt: string;
      citizenId: string | null;
      /** @description of the citizen */
      name: string | null;
      /** @description where the citizen is now; a protected address is in no list */
      street: string | null;
      /** @description what it is about where that is no citizen */
      deviceId?: string | null;
      districtId: string | null;
      /** @description of its alert */
      type: string;
      /** @description when the dose was due that it is about */
      doseAt: string | null;
      /**
       * @description that dose is time-critical
       * @enum {boolean}
       */
      critical?: true;
      /** @description how often nobody answered, where that was so */
      calls?: number;
      teamName: string | null;
      /**
       * @description while nobody has it: all on duty in the district are asked, or one person, and not the team
       * @enum {string}
       */
      audience?: 'district' | 'person';
      /** @description the name of who has it; null: nobody has, or it is closed */
      holder: string | null;
      /**
       * @description whoever asks has it
       * @enum {boolean}
       */
      mine?: true;
      /** @description whether somebody can be called about it */
      phone: boolean;
      /** @description where the citizen is now; null where that is not for the reader, or it is about no citizen */
      at: {
        lat: number;
        lon: number;
      } | null;
    };
    TaskResults: {
      /** @description one for each id, in the order of the ids */
      results: components['schemas']['TaskResult'][];
    };
    TaskResult: {
      id: string;
      /** @description as this one alone would be answered */
      status: number;
      /**
       * @description of what was done
       * @enum {string|null}
       */
      state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved' | null;
      version: number | null;
      /** @description why it was not done */
      problem:
        | ({
            title: string;
            status: number;
            detail: string;
            /** @description 409: who has it */
            holder?: {
              name: string;
              since: string;
            };
            /** @description 409: the state it is in */
            state?: string;
            /** @description 503: why nothing was done, or whether it may have been */
            reason?: string;
            /** @description 409, 503: when to try again */
            retryAfterSeconds?: number;
          } & {
            [key: string]: unknown;
          })
        | null;
    };
    Colleague: {
      /** @description as `assigneeId` of `POST /tasks` */
      id: string;
      name: string;
      teamNames: string[];
    };
    Alert: {
      id: string;
      /** @description opaque; one live alert has it */
      key: string;
      type: string;
      /** @enum {string} */
      state: 'open' | 'claimed' | 'in-progress' | 'shelved' | 'resolved' | 'auto-resolved' | 'superseded';
      /** @enum {string} */
      priority: 'P1' | 'P2' | 'P3' | 'P4';
      citizenId: string | null;
      deviceId: string | null;
      districtId: string | null;
      doseId: string | null;
      dose: components['schemas']['AlertDose'] | null;
      unmatched: boolean;
      openedAt: string;
      occurrences: number;
      lastSeenAt: string;
      shelvedUntil: string | null;
      shelvedReason: string | null;
      resolvedAt: string | null;
      /** @enum {string|null} */
      outcome:
        | 'taken-after-call'
        | 'taken-at-visit'
        | 'found-already-taken'
        | 'skipped-on-advice'
        | 'hospitalised'
        | 'away'
        | 'refused'
        | 'device-fixed'
        | 'refilled'
        | 'false-alarm'
        | 'unreachable-handed-over'
        | 'other'
        | null;
      /** @enum {string|null} */
      cause:
        | 'forgot'
        | 'asleep'
        | 'away'
        | 'hospital'
        | 'refused'
        | 'confusion'
        | 'device-fault'
        | 'supply'
        | 'power'
        | 'connectivity'
        | 'wrong-schedule'
        | 'unknown'
        | 'other'
        | null;
      previousAlertId: string | null;
      /**
       * @description over what it closed by itself; undone, what still stands opens as a new alert
       * @enum {string|null}
       */
      closedBecause: 'paused' | 'deceased' | 'consent-withdrawn' | null;
      /** @description the pause, or the citizen */
      closedBecauseId: string | null;
      /**
       * @description to what it belongs; undone, it ends
       * @enum {string|null}
       */
      openedBecause: 'paused' | 'deceased' | 'consent-withdrawn' | null;
      openedBecauseId: string | null;
      /** @description tried out: what would have been asked is in the log, nobody is asked */
      shadow: boolean;
      /** @description the alert it is, or was, followed under */
      parentId: string | null;
      /** @description the parent stands for it: nobody is asked about this one by itself */
      attached: boolean;
      attachedUntil: string | null;
      /** @description what it stands for: the live alerts attached to it, by type */
      under: {
        type: string;
        count: number;
      }[];
      /** @description of an incident: how many alerts of its district since are asked about by themselves */
      cameThrough: number | null;
      detail: components['schemas']['AlertDetail'];
      version: number;
      ladder: components['schemas']['LadderPosition'] | null;
      log: components['schemas']['LogEntry'][];
    };
    LogEntry:
      | components['schemas']['LogEntryText']
      | components['schemas']['LogEntryReported']
      | components['schemas']['LogEntryToldAfterClose']
      | components['schemas']['LogEntryToldLate']
      | components['schemas']['LogEntryMadeByHand']
      | components['schemas']['LogEntryContactLost']
      | components['schemas']['LogEntryEased']
      | components['schemas']['LogEntryGrew']
      | components['schemas']['LogEntryCauseNamed']
      | components['schemas']['LogEntryResolved']
      | components['schemas']['LogEntryResolvedWithParent']
      | components['schemas']['LogEntryDispensedLate']
      | components['schemas']['LogEntryConditionCleared']
      | components['schemas']['LogEntryAbsenceBegan']
      | components['schemas']['LogEntryAbsenceUndone']
      | components['schemas']['LogEntryGathered']
      | components['schemas']['LogEntryCameThrough']
      | components['schemas']['LogEntryDealtWith']
      | components['schemas']['LogEntryNearlyAllBack']
      | components['schemas']['LogEntryLookedAt']
      | components['schemas']['LogEntryShadowEnded']
      | components['schemas']['LogEntryHolderTold']
      | components['schemas']['LogEntryAskedAboutAgain']
      | components['schemas']['LogEntryReopened']
      | components['schemas']['LogEntryChecklist']
      | components['schemas']['LogEntryClaimed']
      | components['schemas']['LogEntryStarted']
      | components['schemas']['LogEntryReleased']
      | components['schemas']['LogEntryTakenOver']
      | components['schemas']['LogEntryKept']
      | components['schemas']['LogEntryHandOverAsked']
      | components['schemas']['LogEntryCallAttempted']
      | components['schemas']['LogEntryTalked']
      | components['schemas']['LogEntryNoted']
      | components['schemas']['LogEntryShelved']
      | components['schemas']['LogEntryUnshelved']
      | components['schemas']['LogEntryAsked']
      | components['schemas']['LogEntryAskedAgain']
      | components['schemas']['LogEntryRungSkipped']
      | components['schemas']['LogEntryRungShadowed']
      | components['schemas']['LogEntryShadowBegan']
      | components['schemas']['LogEntryTurnPostponed']
      | components['schemas']['LogEntryReminderAsked']
      | components['schemas']['LogEntryAttached']
      | components['schemas']['LogEntryDetached']
      | components['schemas']['LogEntryWorkMoved']
      | components['schemas']['LogEntryDistrictChanged']
      | components['schemas']['LogEntryReaddressed']
      | components['schemas']['LogEntryCameBack']
      | components['schemas']['LogEntryDeliveryDelivered']
      | components['schemas']['LogEntryDeliveryFallenThrough']
      | components['schemas']['LogEntryDeliveryParked']
      | components['schemas']['LogEntryDeliverySentAgain']
      | components['schemas']['LogEntryNoRelativeReached'];
    LogEntryText: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'text';
      data: {
        [key: string]: unknown;
      } | null;
    };
    /**
     * @description the composition-event codes of VKP, and call-attempt and note
     * @enum {string}
     */
    LogEntryCode:
      | 'reported'
      | 'being-handled'
      | 'signed-off'
      | 'handed-to-field-unit'
      | 'accepted-by-field-unit'
      | 'cause'
      | 'measure'
      | 'conversation'
      | 'transfer'
      | 'call-attempt'
      | 'note';
    LogEntryReported: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'reported';
      data: {
        /** @description the type of the alert, event or fact */
        type: string;
        line: number | null;
        occurrences: number;
      };
    };
    LogEntryToldAfterClose: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'told_after_close';
      data: {
        /** @description the type of the alert, event or fact */
        type: string;
        at: string;
        line: number | null;
      };
    };
    LogEntryToldLate: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'told_late';
      data: {
        /** @description the type of the alert, event or fact */
        type: string;
        slot: string | null;
        at: string;
        reportedAt: string;
        ageMinutes: number;
      };
    };
    LogEntryMadeByHand: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'made_by_hand';
      data: {
        /** @enum {string} */
        task: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        colleague: string | null;
      };
    };
    LogEntryContactLost: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'contact_lost';
      data: {
        since: string;
      };
    };
    LogEntryEased: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'eased';
      data: {
        /** @description the type of the alert, event or fact */
        type: string;
        at: string;
        codes: string[];
      };
    };
    LogEntryGrew: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'grew';
      data: {
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        /** @enum {string} */
        rule: 'battery_too_short' | 'not_solved_in_time';
        /** @enum {string|null} */
        ladder:
          | 'time-critical-dose'
          | 'standard-dose'
          | 'dispensing-stopped'
          | 'planned-work'
          | 'power-connectivity'
          | 'security'
          | null;
      };
    };
    LogEntryCauseNamed: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'cause_named';
      data: {
        /** @enum {string} */
        cause:
          | 'forgot'
          | 'asleep'
          | 'away'
          | 'hospital'
          | 'refused'
          | 'confusion'
          | 'device-fault'
          | 'supply'
          | 'power'
          | 'connectivity'
          | 'wrong-schedule'
          | 'unknown'
          | 'other';
      };
    };
    LogEntryResolved: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'resolved';
      data: {
        /** @enum {string} */
        outcome:
          | 'taken-after-call'
          | 'taken-at-visit'
          | 'found-already-taken'
          | 'skipped-on-advice'
          | 'hospitalised'
          | 'away'
          | 'refused'
          | 'device-fixed'
          | 'refilled'
          | 'false-alarm'
          | 'unreachable-handed-over'
          | 'other';
      };
    };
    LogEntryResolvedWithParent: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'resolved_with_parent';
      data: {
        /** @enum {string} */
        outcome:
          | 'taken-after-call'
          | 'taken-at-visit'
          | 'found-already-taken'
          | 'skipped-on-advice'
          | 'hospitalised'
          | 'away'
          | 'refused'
          | 'device-fixed'
          | 'refilled'
          | 'false-alarm'
          | 'unreachable-handed-over'
          | 'other';
        /** @enum {string} */
        cause:
          | 'forgot'
          | 'asleep'
          | 'away'
          | 'hospital'
          | 'refused'
          | 'confusion'
          | 'device-fault'
          | 'supply'
          | 'power'
          | 'connectivity'
          | 'wrong-schedule'
          | 'unknown'
          | 'other';
      };
    };
    LogEntryDispensedLate: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'dispensed_late';
      data: {
        at: string;
        reportedAt: string;
        /** @enum {string} */
        falseAlarm?: 'connectivity';
        /** @enum {string} */
        reason: 'dispensed-late';
        effectiveAt: string;
      };
    };
    LogEntryConditionCleared: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'condition_cleared';
      data: {
        /** @description the type of the alert, event or fact */
        type: string;
        at: string;
        reason: string;
        effectiveAt: string;
      };
    };
    LogEntryAbsenceBegan: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'absence_began';
      data: {
        /** @description the type of the alert, event or fact */
        because: string;
        reason: string;
      };
    };
    LogEntryAbsenceUndone: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'absence_undone';
      data: {
        /** @description the type of the alert, event or fact */
        because: string;
        reason: string;
      };
    };
    LogEntryGathered: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'gathered';
      data: {
        /** @enum {string} */
        reason: 'one-of-many';
      };
    };
    LogEntryCameThrough: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'came_through';
      data: {
        alertIds: string[];
        /** @enum {string} */
        reason: 'came-through';
      };
    };
    LogEntryDealtWith: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'dealt_with';
      data: {
        alertId: string;
        /** @enum {string|null} */
        outcome:
          | 'taken-after-call'
          | 'taken-at-visit'
          | 'found-already-taken'
          | 'skipped-on-advice'
          | 'hospitalised'
          | 'away'
          | 'refused'
          | 'device-fixed'
          | 'refilled'
          | 'false-alarm'
          | 'unreachable-handed-over'
          | 'other'
          | null;
        /** @enum {string} */
        reason: 'dealt-with';
      };
    };
    LogEntryNearlyAllBack: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'nearly_all_back';
      data: {
        stillLost: number;
        deviceCount: number;
        /** @enum {string} */
        reason: 'nearly-all-back';
      };
    };
    LogEntryLookedAt: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'looked_at';
      data: {
        /** @enum {string} */
        reason: 'looked-at';
      };
    };
    LogEntryShadowEnded: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'shadow_ended';
      data: {
        /** @enum {string} */
        reason: 'shadow';
      };
    };
    LogEntryHolderTold: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'holder_told';
      data: {
        /** @enum {string} */
        state: 'claimed' | 'in-progress';
        holder: string;
      };
    };
    LogEntryAskedAboutAgain: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'asked_about_again';
      data: {
        /** @description the type of the alert, event or fact */
        because: string;
        alertId: string;
      };
    };
    LogEntryReopened: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'reopened';
      data: {
        /** @description the type of the alert, event or fact */
        because: string;
        previousAlertId: string;
      };
    };
    LogEntryChecklist: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'checklist';
      data: {
        /** @enum {boolean} */
        checklist: true;
      };
    };
    LogEntryClaimed: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'claimed';
      data: {
        /** @enum {string} */
        task: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        action: 'task.claimed';
      };
    };
    LogEntryStarted: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'started';
      data: {
        /** @enum {string} */
        mode: 'call' | 'screen-call' | 'visit';
        /** @enum {string} */
        action: 'task.started';
      };
    };
    LogEntryReleased: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'released';
      data: {
        /** @enum {string|null} */
        rule: 'claim_ran_out' | 'shift_over' | 'two_calls_unanswered' | 'holder_elsewhere' | 'account_closed' | null;
        /** @enum {string} */
        action: 'task.released';
      };
    };
    LogEntryTakenOver: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'taken_over';
      data: {
        /** @enum {string} */
        action: 'task.taken-over';
      };
    };
    LogEntryKept: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'kept';
      data: {
        /** @enum {string} */
        action: 'task.kept';
      };
    };
    LogEntryHandOverAsked: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'hand_over_asked';
      data: {
        releaseAt: string | null;
      };
    };
    LogEntryCallAttempted: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'call_attempted';
      data: {
        answered?: boolean;
      };
    };
    LogEntryTalked: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'talked';
      data: {
        answered?: boolean;
      };
    };
    LogEntryNoted: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'noted';
      data: {
        answered?: boolean;
      };
    };
    LogEntryShelved: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'shelved';
      data: {
        shelvedUntil: string;
      };
    };
    LogEntryUnshelved: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'unshelved';
      data: {
        /** @enum {string} */
        rule: 'time_over' | 'became_critical';
      };
    };
    LogEntryAsked: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'asked';
      data: {
        /** @description from 0 */
        rung: number;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        teamId: string | null;
        team: string | null;
        /** @enum {string} */
        rule:
          | 'named-colleague'
          | 'contact-person'
          | 'citizens-e-district'
          | 'municipality-e-district'
          | 'nearest-in-district'
          | 'nearest-in-municipality'
          | 'nearest-neighbouring-municipality'
          | 'nearest-without-district'
          | 'response-centre'
          | 'any-team'
          | 'rosters-ignored'
          | 'nobody-on-duty';
      };
    };
    LogEntryAskedAgain: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'asked_again';
      data: {
        /** @description from 0 */
        rung: number;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        teamId: string | null;
        team: string | null;
        /** @enum {string} */
        rule:
          | 'named-colleague'
          | 'contact-person'
          | 'citizens-e-district'
          | 'municipality-e-district'
          | 'nearest-in-district'
          | 'nearest-in-municipality'
          | 'nearest-neighbouring-municipality'
          | 'nearest-without-district'
          | 'response-centre'
          | 'any-team'
          | 'rosters-ignored'
          | 'nobody-on-duty';
      };
    };
    LogEntryRungSkipped: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'rung_skipped';
      data: {
        /** @description from 0 */
        rung: number;
        /** @enum {string|null} */
        rule:
          | 'named-colleague'
          | 'contact-person'
          | 'citizens-e-district'
          | 'municipality-e-district'
          | 'nearest-in-district'
          | 'nearest-in-municipality'
          | 'nearest-neighbouring-municipality'
          | 'nearest-without-district'
          | 'response-centre'
          | 'any-team'
          | 'rosters-ignored'
          | 'nobody-on-duty'
          | null;
        /** @description how many came into question */
        teams: number;
        /** @description as it was decided, whole */
        routing: components['schemas']['Routing'] | null;
        /** @enum {boolean} */
        skipped: true;
      };
    };
    LogEntryRungShadowed: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'rung_shadowed';
      data: {
        /** @description from 0 */
        rung: number;
        reached: boolean;
        actions: string[];
        team: string | null;
        /** @enum {string|null} */
        rule:
          | 'named-colleague'
          | 'contact-person'
          | 'citizens-e-district'
          | 'municipality-e-district'
          | 'nearest-in-district'
          | 'nearest-in-municipality'
          | 'nearest-neighbouring-municipality'
          | 'nearest-without-district'
          | 'response-centre'
          | 'any-team'
          | 'rosters-ignored'
          | 'nobody-on-duty'
          | null;
        /** @description how many came into question */
        teams: number;
        /** @description as it was decided, whole */
        routing: components['schemas']['Routing'] | null;
        /** @enum {boolean} */
        shadow: true;
      };
    };
    LogEntryShadowBegan: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'shadow_began';
      data: Record<string, never>;
    };
    LogEntryTurnPostponed: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'turn_postponed';
      data: {
        given: number;
      };
    };
    LogEntryReminderAsked: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'reminder_asked';
      data: {
        commandId: string;
      };
    };
    LogEntryAttached: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'attached';
      data: {
        parentId: string;
        /** @description the type of the alert, event or fact */
        type: string;
        /** @enum {string} */
        whose: 'citizen' | 'district' | 'district_above';
      };
    };
    LogEntryDetached: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'detached';
      data: Record<string, never>;
    };
    LogEntryWorkMoved: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'work_moved';
      data: {
        fromAlertId: string;
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress';
      };
    };
    LogEntryDistrictChanged: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'district_changed';
      data: {
        from: string | null;
        to: string | null;
      };
    };
    LogEntryReaddressed: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'readdressed';
      data: {
        nextTeamId: string | null;
        nextDistrictId: string | null;
      };
    };
    LogEntryCameBack: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'came_back';
      data: Record<string, never>;
    };
    LogEntryDeliveryDelivered: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'delivery_delivered';
      data: {
        deliveryId: string;
        purpose: string;
        recipientKind: string;
        recipientId: string;
        channel: string;
        state: string;
        error: string | null;
      };
    };
    LogEntryDeliveryFallenThrough: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'delivery_fallen_through';
      data: {
        deliveryId: string;
        purpose: string;
        recipientKind: string;
        recipientId: string;
        channel: string;
        state: string;
        error: string | null;
      };
    };
    LogEntryDeliveryParked: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'delivery_parked';
      data: {
        deliveryId: string;
        purpose: string;
        recipientKind: string;
        recipientId: string;
        channel: string;
        state: string;
        error: string | null;
      };
    };
    LogEntryDeliverySentAgain: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'delivery_sent_again';
      data: {
        deliveryId: string;
        purpose: string;
        recipientKind: string;
        recipientId: string;
        channel: string;
        state: string;
        error: string | null;
      };
    };
    LogEntryNoRelativeReached: {
      at: string;
      taskId: string | null;
      entry: components['schemas']['LogEntryCode'];
      /** @description the id of who did it, or gateway */
      by: string;
      byName: string | null;
      /** @description what a person wrote, or else, in English, what the code says */
      text: string | null;
      /** @description what was done, in the language of Accept-Language; English by default */
      sentence: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'no_relative_reached';
      data: {
        purpose: string;
      };
    };
    HandOver: {
      team: {
        id: string;
        name: string;
        zone: string;
      };
      at: string;
      items: components['schemas']['Task'][];
    };
    Delivery: {
      id: string;
      /** @enum {string} */
      purpose: 'notify-relative' | 'tell-lead' | 'hand-over' | 'export';
      /** @enum {string} */
      recipientKind: 'relative' | 'staff' | 'system';
      /** @description a staff id, the place of the relative on the citizen, or a system */
      recipientId: string;
      alertId: string | null;
      taskId: string | null;
      citizenId: string | null;
      districtId: string | null;
      /** @description in the order they are tried */
      channels: string[];
      /** @description those that will never reach the recipient */
      givenUp: string[];
      /** @description every channel failed, and one at least for what may pass: tried in turn every 30 s, for as long as it takes */
      apart: boolean;
      /** @description the one tried last, or next */
      channel: string;
      /** @enum {string} */
      state: 'waiting' | 'delivered' | 'fallen-through' | 'parked';
      /** @description on this channel */
      attempts: number;
      failingSince: string | null;
      nextTryAt: string | null;
      createdAt: string;
      deliveredAt: string | null;
      error: string | null;
    };
    Notice: {
      id: string;
      /** @enum {string} */
      purpose: 'notify-relative' | 'tell-lead' | 'hand-over' | 'export';
      at: string;
      citizenId: string | null;
      citizen: {
        displayName: string;
        /** @description where the citizen is now; protected, only who drives there sees it */
        address: {
          street: string | null;
          postalCode: string | null;
          city: string | null;
        } | null;
      } | null;
      alert: components['schemas']['AlertBrief'] | null;
      alertId: string | null;
      taskId: string | null;
    };
    WhatIf: {
      citizenId: string;
      /** @description as of when rosters, ladders, work and pauses were looked at */
      now: string;
      dose: {
        /** @description null where it is not laid out yet, or not expected */
        id: string | null;
        /** @description by the schedule; else of standard criticality, and reported by the dispenser */
        expected: boolean;
        dueAt: string;
        windowClosesAt: string | null;
        /** @enum {string} */
        criticality: 'time-critical' | 'standard' | 'flexible';
        /** @description local time, HH:MM */
        slot: string | null;
      };
      /** @description how the house would learn of it, and when; null where nobody would be alarmed */
      alarm: {
        type: string;
        at: string;
      } | null;
      /** @description whether a team or a person would be asked */
      asked: boolean;
      /**
       * @description why nobody would be asked. `shadow`: the rungs say who would be, were the district not only trying things out
       * @enum {string|null}
       */
      because:
        | 'deceased'
        | 'consent-withdrawn'
        | 'paused'
        | 'called-off'
        | 'dispensed'
        | 'too-old'
        | 'dealt-with'
        | 'shadow'
        | null;
      /** @description the pause over which nobody would be asked, or before which the ladder would end */
      pause: {
        id: string;
        from: string;
        until: string;
      } | null;
      alert: {
        /** @description of the one that is live already, and would be told of again */
        id: string | null;
        type: string;
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        /** @enum {string|null} */
        ladder:
          | 'time-critical-dose'
          | 'standard-dose'
          | 'dispensing-stopped'
          | 'planned-work'
          | 'power-connectivity'
          | 'security'
          | null;
        shadow: boolean;
        /** @description the type of the alert that would stand for it at first */
        under: string | null;
      } | null;
      /** @description the whole ladder, as it would come if nobody took it up */
      rungs: components['schemas']['ForeseenRung'][];
      /** @description when the last rung would ask again, as it does until somebody claims */
      repeatsAt: string | null;
    };
    ForeseenRung: {
      /** @description from 0; one that comes twice is there twice */
      rung: number;
      /** @description ISO 8601 duration */
      after: string;
      /** @description of the time to the deadline, in place of after */
      share: number | null;
      /** @enum {string} */
      to:
        | 'named-colleague'
        | 'contact-person'
        | 'e-district'
        | 'nearest-team'
        | 'all-on-duty'
        | 'next-nearest-team'
        | 'response-centre'
        | 'shift-lead'
        | 'manager';
      actions: ('repeat-reminder' | 'notify-relative' | 'call' | 'screen-call' | 'visit' | 'operations')[];
      /** @description when it would come; null where it would not */
      at: string | null;
      /** @description it would ask nobody */
      skipped: boolean;
      /**
       * @description why it would come once more; null where it comes for the first time
       * @enum {string|null}
       */
      again: 'citizen-moved' | 'went-home' | 'shift-over' | 'claim-over' | null;
      /**
       * @description the rule by which somebody would be found or nobody, or why it would not come
       * @enum {string|null}
       */
      reason:
        | 'named-colleague'
        | 'contact-person'
        | 'citizens-e-district'
        | 'municipality-e-district'
        | 'nearest-in-district'
        | 'nearest-in-municipality'
        | 'nearest-neighbouring-municipality'
        | 'nearest-without-district'
        | 'response-centre'
        | 'any-team'
        | 'rosters-ignored'
        | 'nobody-on-duty'
        | 'overtaken'
        | 'came-before'
        | 'paused'
        | 'waits'
        | null;
      /**
       * @description the kind of task
       * @enum {string|null}
       */
      work: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review' | null;
      recipients: components['schemas']['RungRecipient'][];
      /** @description as it would be decided, whole */
      routing: components['schemas']['Routing'] | null;
    };
    RungRecipient: {
      /**
       * @description lead: is told of it, and not asked
       * @enum {string}
       */
      kind: 'team' | 'person' | 'dispenser' | 'relative' | 'lead';
      /** @description of the team, the person, the dispenser, or the relative among those of the citizen */
      id: string;
      /** @description of a relative it stands with the citizen */
      name: string | null;
      /** @description how it reaches them; empty where this house has no way to */
      ways: string[];
    };
    Map: {
      teams: {
        id: string;
        name: string;
        /** @enum {string} */
        kind: 'e-district' | 'home-care' | 'night' | 'response-centre';
        districtId: string;
        base: {
          lat: number;
          lon: number;
        };
        /** @description whether somebody is there now */
        onDuty: boolean;
      }[];
      /** @description the pictures of the land that the operator has set up, if any; `{z}/{x}/{y}` as usual */
      tiles: {
        url: string;
        attribution: string;
      } | null;
    };
    Setup: {
      /** @description what is there, in the order one needs the other */
      ticks: {
        municipality: boolean;
        area: boolean;
        team: boolean;
        duty: boolean;
        staff: boolean;
        citizen: boolean;
        dispenser: boolean;
        'test-dose': boolean;
      };
      /** @description a district has a polygon; without one its citizens name theirs */
      hasArea: boolean;
      /** @description a dose was seen to leave a dispenser */
      isLive: boolean;
      /** @description an administrator may still take in the first citizen */
      isOpen: boolean;
      /** @description who can set the house up, by name */
      administrators: string[];
      /** @description the dispenser whose dose is waited for */
      deviceId: string | null;
      /** @description since when it serves her */
      since: string | null;
      seenAt: string | null;
      /** @description where dispensers are heard; null at a broker elsewhere */
      mqttPort: number | null;
    };
    GivenDispenser: {
      deviceId: string;
      /** @description shown this once; null of one that was registered before */
      secret: string | null;
    };
    Start: {
      citizenId: string;
      ticks: {
        consent: boolean;
        contacts: boolean;
        relatives: boolean;
        'contact-person': boolean;
        plan: boolean;
        dispenser: boolean;
        'test-dose': boolean;
      };
      /** @description since when somebody would be asked about a dose of hers */
      watchedSince: string | null;
      deviceId: string | null;
      /** @description since when it serves her */
      since: string | null;
      /** @description when that dispenser said last that a dose left it */
      seenAt: string | null;
    };
    TimelineItem: {
      /** @description when it was due, opened, made, asked or begun */
      at: string;
      /** @enum {string} */
      kind: 'dose' | 'alert' | 'task' | 'command' | 'pause';
      id: string;
      /** @description the dose, alert with its log, task, command or pause */
      data: {
        [key: string]: unknown;
      };
    };
    CoverageGaps: {
      from: string;
      to: string;
      items: {
        districtId: string;
        districtName: string;
        municipalityId: string;
        from: string;
        to: string;
        /**
         * @description who would be asked meanwhile
         * @enum {string}
         */
        reached: 'other-district' | 'other-municipality' | 'response-centre' | 'nobody';
      }[];
    };
    ResponseTimes: {
      from: string;
      to: string;
      items: {
        /** @description with `every`: its first day, of a week the Monday */
        since?: string;
        districtId?: string | null;
        districtName?: string | null;
        /** @description by `team`: the one that was asked first; null where a whole district was, or nobody */
        teamId?: string | null;
        teamName?: string | null;
        priority: string;
        /**
         * @description the one on the rosters of who serves the district, at the wall clock of the citizen; by the hour (07-15, 15-23) without one
         * @enum {string}
         */
        shift?: 'day' | 'evening' | 'night';
        alerts: number;
        autoResolved: number;
        /** @description until somebody first had it, whatever became of that */
        toFirstClaim: {
          p50: number | null;
          p90: number | null;
          max: number | null;
          /** @description the municipality's own limit, where it has set one, and the same for all of the row */
          limit: number | null;
          /** @description the share that kept to the limit of their district; what ended by itself, or is younger, before the limit came is not judged */
          withinLimit: number | null;
        };
        /** @description until somebody had it who did not give it back without having reached anybody; claimed, started, taken over, or closed at once */
        toClaim: {
          p50: number | null;
          p90: number | null;
          max: number | null;
          /** @description the municipality's own limit, where it has set one, and the same for all of the row */
          limit: number | null;
          /** @description the share that kept to the limit of their district; what ended by itself, or is younger, before the limit came is not judged */
          withinLimit: number | null;
        };
        /** @description to the first conversation, answered call, start of a visit, or result that takes one */
        toContact: {
          p50: number | null;
          p90: number | null;
          max: number | null;
          /** @description the municipality's own limit, where it has set one, and the same for all of the row */
          limit: number | null;
          /** @description the share that kept to the limit of their district; what ended by itself, or is younger, before the limit came is not judged */
          withinLimit: number | null;
        };
        /** @description of alerts that a person closed */
        toResolve: {
          p50: number | null;
          p90: number | null;
          max: number | null;
          /** @description the municipality's own limit, where it has set one, and the same for all of the row */
          limit: number | null;
          /** @description the share that kept to the limit of their district; what ended by itself, or is younger, before the limit came is not judged */
          withinLimit: number | null;
        };
      }[];
    };
    AlarmLoad: {
      from: string;
      to: string;
      items: {
        districtId: string | null;
        districtName: string | null;
        alerts: number;
        /** @description of these, those that an incident stands for: nobody is asked about them */
        underIncidents: number;
        /** @description of what staff were asked; 1 is steady, 10 is a flood (EEMUA 191) */
        mostInTenMinutes: number;
        /** @description minutes with ten alerts or more in the ten before */
        floodMinutes: number;
        /** @description live now and opened more than 24 hours ago */
        olderThan24h: number;
        autoResolvedByLateEvent: number;
        reachedLastRung: number;
        rungsSkippedUnstaffed: number;
      }[];
      noisiest: {
        deviceId: string;
        alerts: number;
      }[];
    };
    Visits: {
      from: string;
      to: string;
      items: {
        /** @description the Monday it begins on */
        week: string;
        districtId: string | null;
        districtName: string | null;
        citizens: number;
        calls: number;
        screenCalls: number;
        visits: number;
        /** @description cases that a call or screen call settled, by their outcome, without a visit begun */
        visitsAvoided: number;
      }[];
    };
    Machine: {
      /** @enum {string} */
      status: 'ok' | 'degraded' | 'unavailable';
      checks: {
        name: string;
        ok: boolean;
        detail: string;
        /** @description it is covered by another part */
        degradedOnly?: boolean;
        /** @description whom this keeps away while it is not so */
        for: ('mqtt' | 'http')[];
      }[];
      now: string;
      /** @description the process that answers; what `checks` and `timers` say is of it alone */
      node: {
        id: string;
        version: string;
        roles: string[];
        startedAt: string;
      };
      /** @description those that said something within a day, the latest first */
      gateways: {
        nodeId: string;
        /** @description what dispensers said until then is written */
        heardUntil: string;
        /** @description it has not said that it closed */
        isOpen: boolean;
        isHearing: boolean;
      }[];
      clocks: {
        /** @description the clock of this machine before that of PostgreSQL */
        aheadSeconds: number;
        /** @description how much of a change of PostgreSQL’s own is left to be made up for */
        databaseSetBySeconds: number;
        /** @description nodes more than ten seconds off */
        wrong: {
          node: string;
          /** @description seconds */
          aheadSeconds: number;
          /** @description seconds */
          databaseSetBySeconds: number;
        }[];
      };
      ingest: {
        waiting: number;
        oldestReceivedAt: string | null;
      };
      dispensers: {
        inUse: number;
        online: number;
        lastSeenAt: string | null;
      };
      /** @description what waits for a person */
      waiting: {
        quarantine: number;
        deliveries: number;
      };
      /** @description those over the house itself that stand, the most urgent first */
      alerts: {
        id: string;
        type: string;
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'shelved' | 'resolved' | 'auto-resolved' | 'superseded';
        openedAt: string;
        lastSeenAt: string;
        occurrences: number;
      }[];
    };
    Failing: {
      /**
       * @description `message`: the house cannot let it have its effect; `delivery`: no channel could yet; `timer`: a sweep of the process that answers
       * @enum {string}
       */
      kind: 'message' | 'delivery' | 'timer';
      /** @description the type of the message, the purpose of the delivery, or the name of the timer */
      name: string;
      /** @description of a delivery */
      id: string | null;
      deviceId: string | null;
      /** @description since when it waits; of a timer when it last came through, null for never */
      since: string | null;
      /** @description the code of what keeps it, such as `55P03` of PostgreSQL */
      trouble: string | null;
    };
    Event:
      | components['schemas']['TeamChangedEvent']
      | components['schemas']['StaffDisabledEvent']
      | components['schemas']['StaffEnabledEvent']
      | components['schemas']['StaffMovedEvent']
      | components['schemas']['StaffRolesSetEvent']
      | components['schemas']['StaffDeletedEvent']
      | components['schemas']['PartnerRevokedEvent']
      | components['schemas']['RosterSetEvent']
      | components['schemas']['DutyChangedEvent']
      | components['schemas']['ShiftStartedEvent']
      | components['schemas']['ShiftStoppedEvent']
      | components['schemas']['ShiftEndedEvent']
      | components['schemas']['HolidaysSetEvent']
      | components['schemas']['CitizenGlassBrokenEvent']
      | components['schemas']['CitizenMovedEvent']
      | components['schemas']['CitizenRelocatedEvent']
      | components['schemas']['CitizenStayBegunEvent']
      | components['schemas']['CitizenStayEndedEvent']
      | components['schemas']['CitizenDeceasedEvent']
      | components['schemas']['CitizenDeathWithdrawnEvent']
      | components['schemas']['CitizenAddressProtectedEvent']
      | components['schemas']['CitizenProtectionLiftedEvent']
      | components['schemas']['CitizenContactsChangedEvent']
      | components['schemas']['CitizenZoneChangedEvent']
      | components['schemas']['CitizenGlassReviewedEvent']
      | components['schemas']['CitizenNumberRepeatedEvent']
      | components['schemas']['ConsentGivenEvent']
      | components['schemas']['ConsentWithdrawnEvent']
      | components['schemas']['ServicePausePlannedEvent']
      | components['schemas']['ServicePauseMovedEvent']
      | components['schemas']['ServicePausedEvent']
      | components['schemas']['ServiceResumedEvent']
      | components['schemas']['ServicePauseWithdrawnEvent']
      | components['schemas']['DeviceAssignedEvent']
      | components['schemas']['DeviceReleasedEvent']
      | components['schemas']['DeviceAssignmentPlannedEvent']
      | components['schemas']['DeviceAssignmentWithdrawnEvent']
      | components['schemas']['CommandQueuedEvent']
      | components['schemas']['CommandAnsweredEvent']
      | components['schemas']['CommandExpiredEvent']
      | components['schemas']['ConditionRaisedEvent']
      | components['schemas']['ConditionEasedEvent']
      | components['schemas']['ConditionClearedEvent']
      | components['schemas']['TelemetryQuarantinedEvent']
      | components['schemas']['DoseDispensedEvent']
      | components['schemas']['DoseRetrievedEvent']
      | components['schemas']['DoseDispensedLateEvent']
      | components['schemas']['DoseDispensedPartlyEvent']
      | components['schemas']['DoseDispensedWhilePausedEvent']
      | components['schemas']['DoseMissedEvent']
      | components['schemas']['DoseMissedLateEvent']
      | components['schemas']['DoseNotDispensedEmptyEvent']
      | components['schemas']['DoseRefusedEvent']
      | components['schemas']['DoseUnconfirmedEvent']
      | components['schemas']['DoseLeftInTrayEvent']
      | components['schemas']['DoseDoubtedEvent']
      | components['schemas']['DosePassedUnwatchedEvent']
      | components['schemas']['DoseMissesRepeatedEvent']
      | components['schemas']['DeviceMissesUnmatchedEvent']
      | components['schemas']['DeviceLeftBehindEvent']
      | components['schemas']['ScheduleSetEvent']
      | components['schemas']['ScheduleWithdrawnEvent']
      | components['schemas']['TelemetryFoundUnusableEvent']
      | components['schemas']['TelemetryReadAsAlarmEvent']
      | components['schemas']['TelemetryHandedOverEvent']
      | components['schemas']['TelemetryLookedAtEvent']
      | components['schemas']['AlarmCameThroughEvent']
      | components['schemas']['MessageParkedEvent']
      | components['schemas']['LadderSetEvent']
      | components['schemas']['AlertOpenedEvent']
      | components['schemas']['AlertRepeatedEvent']
      | components['schemas']['AlertReleasedEvent']
      | components['schemas']['AlertClaimedEvent']
      | components['schemas']['AlertStartedEvent']
      | components['schemas']['AlertShelvedEvent']
      | components['schemas']['AlertUnshelvedEvent']
      | components['schemas']['AlertGrewEvent']
      | components['schemas']['AlertMovedEvent']
      | components['schemas']['AlertAttachedEvent']
      | components['schemas']['AlertDetachedEvent']
      | components['schemas']['AlertResolvedEvent']
      | components['schemas']['AlertAutoResolvedEvent']
      | components['schemas']['EscalationRungFiredEvent']
      | components['schemas']['EscalationRungShadowedEvent']
      | components['schemas']['EscalationRungSkippedEvent']
      | components['schemas']['TaskCreatedEvent']
      | components['schemas']['TaskWidenedEvent']
      | components['schemas']['TaskRemindedEvent']
      | components['schemas']['TaskRaisedEvent']
      | components['schemas']['TaskHandOverAskedEvent']
      | components['schemas']['TaskKeptEvent']
      | components['schemas']['TaskSupersededEvent']
      | components['schemas']['TaskMovedEvent']
      | components['schemas']['TaskReaddressedEvent']
      | components['schemas']['TaskExpectedEvent']
      | components['schemas']['TaskClaimedEvent']
      | components['schemas']['TaskTakenOverEvent']
      | components['schemas']['TaskStartedEvent']
      | components['schemas']['TaskLoggedEvent']
      | components['schemas']['TaskReleasedEvent']
      | components['schemas']['TaskHolderRemindedEvent']
      | components['schemas']['TaskHolderToldEvent']
      | components['schemas']['TaskResolvedEvent']
      | components['schemas']['TaskAutoResolvedEvent']
      | components['schemas']['IncidentGrewEvent']
      | components['schemas']['NoticeShownEvent']
      | components['schemas']['DeliveryDeliveredEvent']
      | components['schemas']['DeliveryFallenThroughEvent']
      | components['schemas']['DeliveryGivenUpEvent']
      | components['schemas']['DeliveryParkedEvent'];
    TeamChangedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'team.changed';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        from: string;
        to: string;
        /** @enum {string} */
        kind: 'e-district' | 'home-care' | 'night' | 'response-centre';
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    StaffDisabledEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'staff.disabled';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        staffId: string;
        readonly roles: string[];
        readonly teamIds: string[];
        disabled: boolean;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    StaffEnabledEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'staff.enabled';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        staffId: string;
        readonly roles: string[];
        readonly teamIds: string[];
        disabled: boolean;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    StaffMovedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'staff.moved';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        staffId: string;
        readonly roles: string[];
        readonly teamIds: string[];
        disabled: boolean;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    StaffRolesSetEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'staff.roles_set';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        staffId: string;
        readonly roles: string[];
        readonly teamIds: string[];
        disabled: boolean;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    StaffDeletedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'staff.deleted';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        staffId: string;
        readonly roles: string[];
        readonly teamIds: string[];
        disabled: boolean;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    PartnerRevokedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'partner.revoked';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    RosterSetEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'roster.set';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        teamId: string;
        wasOnDuty: boolean;
        onDuty: boolean;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DutyChangedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'duty.changed';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        teamId: string;
        wasOnDuty: boolean;
        onDuty: boolean;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    ShiftStartedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'shift.started';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        teamId: string;
        wasOnDuty: boolean;
        onDuty: boolean;
        staffId: string;
        until: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    ShiftStoppedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'shift.stopped';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        teamId: string;
        wasOnDuty: boolean;
        onDuty: boolean;
        staffId: string;
        until: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    ShiftEndedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'shift.ended';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        teamId: string;
        wasOnDuty: boolean;
        onDuty: boolean;
        staffId: string;
        until: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    HolidaysSetEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'holidays.set';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        days: number;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    CitizenGlassBrokenEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'citizen.glass_broken';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        id: string;
        by: string;
        /** @enum {string} */
        reason:
          | 'emergency'
          | 'treatment'
          | 'covering-shift'
          | 'citizen-asks'
          | 'relative-asks'
          | 'complaint'
          | 'technical'
          | 'other';
        until: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    CitizenMovedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'citizen.moved';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        from: string | null;
        to: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    CitizenRelocatedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'citizen.relocated';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    CitizenStayBegunEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'citizen.stay_begun';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        until: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    CitizenStayEndedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'citizen.stay_ended';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    CitizenDeceasedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'citizen.deceased';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        deceasedAt: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    CitizenDeathWithdrawnEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'citizen.death_withdrawn';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        since: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    CitizenAddressProtectedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'citizen.address_protected';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        by: string;
        byKind: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    CitizenProtectionLiftedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'citizen.protection_lifted';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        by: string;
        byKind: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    CitizenContactsChangedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'citizen.contacts_changed';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        fields: ('mobile' | 'phone' | 'screenCallAddress' | 'language' | 'hearing' | 'homeAccess' | 'relatives')[];
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    CitizenZoneChangedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'citizen.zone_changed';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        from: string;
        to: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    CitizenGlassReviewedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'citizen.glass_reviewed';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        id: string;
        by: string;
        openedBy: string;
        /** @enum {string} */
        finding: 'justified' | 'unjustified';
        left: number;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    CitizenNumberRepeatedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'citizen.number_repeated';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        citizenIds: string[];
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    ConsentGivenEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'consent.given';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        /** @enum {boolean} */
        telemetry: true;
        since: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    ConsentWithdrawnEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'consent.withdrawn';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        /** @enum {boolean} */
        telemetry: false;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    ServicePausePlannedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'service.pause_planned';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        /** @enum {string} */
        reason: 'hospital' | 'travel' | 'other';
        from: string;
        until: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    ServicePauseMovedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'service.pause_moved';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        /** @enum {string} */
        reason: 'hospital' | 'travel' | 'other';
        from: string;
        until: string;
        was: {
          from: string;
          until: string;
        };
        since?: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    ServicePausedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'service.paused';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        /** @enum {string} */
        reason: 'hospital' | 'travel' | 'other';
        from: string;
        until: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    ServiceResumedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'service.resumed';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        /** @enum {string} */
        reason: 'hospital' | 'travel' | 'other';
        from: string;
        until: string;
        since: string;
        takenBack: boolean;
        early: boolean;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    ServicePauseWithdrawnEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'service.pause_withdrawn';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        /** @enum {string} */
        reason: 'hospital' | 'travel' | 'other';
        from: string;
        until: string;
        begun: boolean;
        since?: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DeviceAssignedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'device.assigned';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        from: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DeviceReleasedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'device.released';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        from: string;
        until: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DeviceAssignmentPlannedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'device.assignment_planned';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        from: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DeviceAssignmentWithdrawnEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'device.assignment_withdrawn';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        from: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    CommandQueuedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'command.queued';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        /** @enum {string} */
        type: 'dose.remind' | 'dose.lock' | 'schedule.set' | 'message.show' | 'time.sync';
        /** @enum {string} */
        state: 'queued' | 'sent' | 'done' | 'refused' | 'expired';
        alertId: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    CommandAnsweredEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'command.answered';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        /** @enum {string} */
        type: 'dose.remind' | 'dose.lock' | 'schedule.set' | 'message.show' | 'time.sync';
        /** @enum {string} */
        state: 'queued' | 'sent' | 'done' | 'refused' | 'expired';
        alertId: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    CommandExpiredEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'command.expired';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        /** @enum {string} */
        type: 'dose.remind' | 'dose.lock' | 'schedule.set' | 'message.show' | 'time.sync';
        /** @enum {string} */
        state: 'queued' | 'sent' | 'done' | 'refused' | 'expired';
        alertId: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    ConditionRaisedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'condition.raised';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        condition: string;
        eventType: string;
        effectiveAt: string;
        line: number | null;
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        /** @enum {string|null} */
        ladder:
          | 'time-critical-dose'
          | 'standard-dose'
          | 'dispensing-stopped'
          | 'planned-work'
          | 'power-connectivity'
          | 'security'
          | null;
        holdMinutes: number;
        times: number;
        detail: {
          [key: string]: unknown;
        };
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    ConditionEasedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'condition.eased';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        condition: string;
        eventType: string;
        effectiveAt: string;
        line: number | null;
        detail: {
          [key: string]: unknown;
        };
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    ConditionClearedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'condition.cleared';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        condition: string;
        eventType: string;
        effectiveAt: string;
        line: number | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TelemetryQuarantinedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'telemetry.quarantined';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        /** @enum {string} */
        kind: 'rejected' | 'unattributed' | 'parked' | 'unknown-type' | 'review' | 'waiting';
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DoseDispensedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'dose.dispensed';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        doseId: string | null;
        dueAt: string | null;
        windowClosesAt: string | null;
        slot: string | null;
        /** @enum {string} */
        criticality: 'time-critical' | 'standard' | 'flexible';
        eventType: string;
        effectiveAt: string;
        line: number | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DoseRetrievedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'dose.retrieved';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        doseId: string | null;
        dueAt: string | null;
        windowClosesAt: string | null;
        slot: string | null;
        /** @enum {string} */
        criticality: 'time-critical' | 'standard' | 'flexible';
        eventType: string;
        effectiveAt: string;
        line: number | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DoseDispensedLateEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'dose.dispensed_late';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        doseId: string | null;
        dueAt: string | null;
        windowClosesAt: string | null;
        slot: string | null;
        /** @enum {string} */
        criticality: 'time-critical' | 'standard' | 'flexible';
        eventType: string;
        effectiveAt: string;
        line: number | null;
        /** @enum {string|null} */
        priority: 'P1' | 'P2' | 'P3' | 'P4' | null;
        /** @enum {string|null} */
        ladder:
          | 'time-critical-dose'
          | 'standard-dose'
          | 'dispensing-stopped'
          | 'planned-work'
          | 'power-connectivity'
          | 'security'
          | null;
        zone: string;
        detail: {
          [key: string]: unknown;
        };
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DoseDispensedPartlyEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'dose.dispensed_partly';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        doseId: string | null;
        dueAt: string | null;
        windowClosesAt: string | null;
        slot: string | null;
        /** @enum {string} */
        criticality: 'time-critical' | 'standard' | 'flexible';
        eventType: string;
        effectiveAt: string;
        line: number | null;
        /** @enum {string|null} */
        priority: 'P1' | 'P2' | 'P3' | 'P4' | null;
        /** @enum {string|null} */
        ladder:
          | 'time-critical-dose'
          | 'standard-dose'
          | 'dispensing-stopped'
          | 'planned-work'
          | 'power-connectivity'
          | 'security'
          | null;
        zone: string;
        detail: {
          [key: string]: unknown;
        };
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DoseDispensedWhilePausedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'dose.dispensed_while_paused';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        doseId: string | null;
        dueAt: string | null;
        windowClosesAt: string | null;
        slot: string | null;
        /** @enum {string} */
        criticality: 'time-critical' | 'standard' | 'flexible';
        eventType: string;
        effectiveAt: string;
        line: number | null;
        /** @enum {string|null} */
        priority: 'P1' | 'P2' | 'P3' | 'P4' | null;
        /** @enum {string|null} */
        ladder:
          | 'time-critical-dose'
          | 'standard-dose'
          | 'dispensing-stopped'
          | 'planned-work'
          | 'power-connectivity'
          | 'security'
          | null;
        zone: string;
        detail: {
          [key: string]: unknown;
        };
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DoseMissedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'dose.missed';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        doseId: string | null;
        dueAt: string | null;
        windowClosesAt: string | null;
        slot: string | null;
        /** @enum {string} */
        criticality: 'time-critical' | 'standard' | 'flexible';
        eventType: string;
        effectiveAt: string;
        line: number | null;
        /** @enum {string|null} */
        priority: 'P1' | 'P2' | 'P3' | 'P4' | null;
        /** @enum {string|null} */
        ladder:
          | 'time-critical-dose'
          | 'standard-dose'
          | 'dispensing-stopped'
          | 'planned-work'
          | 'power-connectivity'
          | 'security'
          | null;
        zone: string;
        detail: {
          [key: string]: unknown;
        };
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DoseMissedLateEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'dose.missed_late';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        doseId: string | null;
        dueAt: string | null;
        windowClosesAt: string | null;
        slot: string | null;
        /** @enum {string} */
        criticality: 'time-critical' | 'standard' | 'flexible';
        eventType: string;
        effectiveAt: string;
        line: number | null;
        /** @enum {string|null} */
        priority: 'P1' | 'P2' | 'P3' | 'P4' | null;
        /** @enum {string|null} */
        ladder:
          | 'time-critical-dose'
          | 'standard-dose'
          | 'dispensing-stopped'
          | 'planned-work'
          | 'power-connectivity'
          | 'security'
          | null;
        zone: string;
        detail: {
          [key: string]: unknown;
        };
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DoseNotDispensedEmptyEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'dose.not_dispensed_empty';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        doseId: string | null;
        dueAt: string | null;
        windowClosesAt: string | null;
        slot: string | null;
        /** @enum {string} */
        criticality: 'time-critical' | 'standard' | 'flexible';
        eventType: string;
        effectiveAt: string;
        line: number | null;
        /** @enum {string|null} */
        priority: 'P1' | 'P2' | 'P3' | 'P4' | null;
        /** @enum {string|null} */
        ladder:
          | 'time-critical-dose'
          | 'standard-dose'
          | 'dispensing-stopped'
          | 'planned-work'
          | 'power-connectivity'
          | 'security'
          | null;
        zone: string;
        detail: {
          [key: string]: unknown;
        };
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DoseRefusedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'dose.refused';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        doseId: string | null;
        dueAt: string | null;
        windowClosesAt: string | null;
        slot: string | null;
        /** @enum {string} */
        criticality: 'time-critical' | 'standard' | 'flexible';
        eventType: string;
        effectiveAt: string;
        line: number | null;
        /** @enum {string|null} */
        priority: 'P1' | 'P2' | 'P3' | 'P4' | null;
        /** @enum {string|null} */
        ladder:
          | 'time-critical-dose'
          | 'standard-dose'
          | 'dispensing-stopped'
          | 'planned-work'
          | 'power-connectivity'
          | 'security'
          | null;
        zone: string;
        detail: {
          [key: string]: unknown;
        };
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DoseUnconfirmedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'dose.unconfirmed';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        doseId: string | null;
        dueAt: string | null;
        windowClosesAt: string | null;
        slot: string | null;
        /** @enum {string} */
        criticality: 'time-critical' | 'standard' | 'flexible';
        eventType: string;
        effectiveAt: string;
        line: number | null;
        /** @enum {string|null} */
        priority: 'P1' | 'P2' | 'P3' | 'P4' | null;
        /** @enum {string|null} */
        ladder:
          | 'time-critical-dose'
          | 'standard-dose'
          | 'dispensing-stopped'
          | 'planned-work'
          | 'power-connectivity'
          | 'security'
          | null;
        zone: string;
        detail: {
          [key: string]: unknown;
        };
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DoseLeftInTrayEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'dose.left_in_tray';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        doseId: string | null;
        dueAt: string | null;
        windowClosesAt: string | null;
        slot: string | null;
        /** @enum {string} */
        criticality: 'time-critical' | 'standard' | 'flexible';
        eventType: string;
        effectiveAt: string;
        line: number | null;
        /** @enum {string|null} */
        priority: 'P1' | 'P2' | 'P3' | 'P4' | null;
        /** @enum {string|null} */
        ladder:
          | 'time-critical-dose'
          | 'standard-dose'
          | 'dispensing-stopped'
          | 'planned-work'
          | 'power-connectivity'
          | 'security'
          | null;
        zone: string;
        detail: {
          [key: string]: unknown;
        };
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DoseDoubtedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'dose.doubted';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        /** @enum {string} */
        doubt:
          'repaired' | 'two-readings' | 'too-early' | 'contradicts-itself' | 'beyond-measure' | 'too-old' | 'unplaced';
        line: number;
        eventType: string;
        dueAt: string | null;
        effectiveAt: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DosePassedUnwatchedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'dose.passed_unwatched';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        because: string;
        count: number;
        timeCriticalInLastDay: number;
        doses: {
          doseId: string;
          slot: string | null;
          /** @enum {string} */
          criticality: 'time-critical' | 'standard' | 'flexible';
          dueAt: string;
          windowClosesAt: string;
        }[];
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DoseMissesRepeatedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'dose.misses_repeated';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        missed: number;
        days: number;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DeviceMissesUnmatchedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'device.misses_unmatched';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        line: number | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DeviceLeftBehindEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'device.left_behind';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    ScheduleSetEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'schedule.set';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        revision: number;
        validFrom: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    ScheduleWithdrawnEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'schedule.withdrawn';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        revision: number;
        validFrom: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TelemetryFoundUnusableEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'telemetry.found_unusable';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        quarantineIds: string[];
        count: number;
        zone: string;
        line: number;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TelemetryReadAsAlarmEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'telemetry.read_as_alarm';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        eventType: string;
        line: number;
        times: number;
        dose: {
          doseId: string | null;
          dueAt: string | null;
          windowClosesAt: string | null;
          slot: string | null;
          /** @enum {string} */
          criticality: 'time-critical' | 'standard' | 'flexible';
          eventType: string;
          effectiveAt: string;
          line: number | null;
          /** @enum {string|null} */
          priority: 'P1' | 'P2' | 'P3' | 'P4' | null;
          /** @enum {string|null} */
          ladder:
            | 'time-critical-dose'
            | 'standard-dose'
            | 'dispensing-stopped'
            | 'planned-work'
            | 'power-connectivity'
            | 'security'
            | null;
          zone: string;
          detail: {
            [key: string]: unknown;
          };
        } | null;
        condition: {
          condition: string;
          eventType: string;
          effectiveAt: string;
          line: number | null;
          /** @enum {string} */
          priority: 'P1' | 'P2' | 'P3' | 'P4';
          /** @enum {string|null} */
          ladder:
            | 'time-critical-dose'
            | 'standard-dose'
            | 'dispensing-stopped'
            | 'planned-work'
            | 'power-connectivity'
            | 'security'
            | null;
          holdMinutes: number;
          times: number;
          detail: {
            [key: string]: unknown;
          };
        } | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TelemetryHandedOverEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'telemetry.handed_over';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        /** @enum {string} */
        kind: 'rejected' | 'unattributed' | 'parked' | 'unknown-type' | 'review' | 'waiting';
        quarantineId: string;
        line: number;
        eventType: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TelemetryLookedAtEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'telemetry.looked_at';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        /** @enum {string} */
        kind: 'rejected' | 'unattributed' | 'parked' | 'unknown-type' | 'review' | 'waiting';
        /** @enum {string} */
        state: 'open' | 'assigned' | 'dismissed' | 'retried';
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    AlarmCameThroughEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'alarm.came_through';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        line: number;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    MessageParkedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'message.parked';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        eventType: string;
        line: number;
        attempts: number;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    LadderSetEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'ladder.set';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        version: number;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    AlertOpenedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'alert.opened';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertType: string;
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'shelved' | 'resolved' | 'auto-resolved' | 'superseded';
        /** @enum {boolean} */
        shadow?: true;
        doseId: string | null;
        dueAt: string | null;
        occurrences: number;
        louder: boolean;
        previousAlertId?: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    AlertRepeatedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'alert.repeated';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertType: string;
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'shelved' | 'resolved' | 'auto-resolved' | 'superseded';
        /** @enum {boolean} */
        shadow?: true;
        doseId: string | null;
        dueAt: string | null;
        occurrences: number;
        louder: boolean;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    AlertReleasedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'alert.released';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertType: string;
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'shelved' | 'resolved' | 'auto-resolved' | 'superseded';
        /** @enum {boolean} */
        shadow?: true;
        doseId: string | null;
        dueAt: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    AlertClaimedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'alert.claimed';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertType: string;
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'shelved' | 'resolved' | 'auto-resolved' | 'superseded';
        /** @enum {boolean} */
        shadow?: true;
        doseId: string | null;
        dueAt: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    AlertStartedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'alert.started';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertType: string;
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'shelved' | 'resolved' | 'auto-resolved' | 'superseded';
        /** @enum {boolean} */
        shadow?: true;
        doseId: string | null;
        dueAt: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    AlertShelvedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'alert.shelved';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertType: string;
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'shelved' | 'resolved' | 'auto-resolved' | 'superseded';
        /** @enum {boolean} */
        shadow?: true;
        doseId: string | null;
        dueAt: string | null;
        until: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    AlertUnshelvedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'alert.unshelved';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertType: string;
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'shelved' | 'resolved' | 'auto-resolved' | 'superseded';
        /** @enum {boolean} */
        shadow?: true;
        doseId: string | null;
        dueAt: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    AlertGrewEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'alert.grew';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertType: string;
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'shelved' | 'resolved' | 'auto-resolved' | 'superseded';
        /** @enum {boolean} */
        shadow?: true;
        doseId: string | null;
        dueAt: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    AlertMovedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'alert.moved';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertType: string;
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'shelved' | 'resolved' | 'auto-resolved' | 'superseded';
        /** @enum {boolean} */
        shadow?: true;
        doseId: string | null;
        dueAt: string | null;
        from: string | null;
        to: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    AlertAttachedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'alert.attached';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertType: string;
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'shelved' | 'resolved' | 'auto-resolved' | 'superseded';
        /** @enum {boolean} */
        shadow?: true;
        doseId: string | null;
        dueAt: string | null;
        parentId: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    AlertDetachedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'alert.detached';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertType: string;
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'shelved' | 'resolved' | 'auto-resolved' | 'superseded';
        /** @enum {boolean} */
        shadow?: true;
        doseId: string | null;
        dueAt: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    AlertResolvedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'alert.resolved';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertType: string;
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'shelved' | 'resolved' | 'auto-resolved' | 'superseded';
        /** @enum {boolean} */
        shadow?: true;
        doseId: string | null;
        dueAt: string | null;
        /** @enum {string} */
        outcome:
          | 'taken-after-call'
          | 'taken-at-visit'
          | 'found-already-taken'
          | 'skipped-on-advice'
          | 'hospitalised'
          | 'away'
          | 'refused'
          | 'device-fixed'
          | 'refilled'
          | 'false-alarm'
          | 'unreachable-handed-over'
          | 'other';
        /** @enum {string} */
        cause:
          | 'forgot'
          | 'asleep'
          | 'away'
          | 'hospital'
          | 'refused'
          | 'confusion'
          | 'device-fault'
          | 'supply'
          | 'power'
          | 'connectivity'
          | 'wrong-schedule'
          | 'unknown'
          | 'other';
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    AlertAutoResolvedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'alert.auto_resolved';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertType: string;
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'shelved' | 'resolved' | 'auto-resolved' | 'superseded';
        /** @enum {boolean} */
        shadow?: true;
        doseId: string | null;
        dueAt: string | null;
        reason: string;
        effectiveAt?: string;
        reportedAt?: string;
        /** @enum {string} */
        falseAlarm?: 'connectivity';
        alertIds?: string[];
        alertId?: string;
        /** @enum {string|null} */
        outcome?:
          | 'taken-after-call'
          | 'taken-at-visit'
          | 'found-already-taken'
          | 'skipped-on-advice'
          | 'hospitalised'
          | 'away'
          | 'refused'
          | 'device-fixed'
          | 'refilled'
          | 'false-alarm'
          | 'unreachable-handed-over'
          | 'other'
          | null;
        stillLost?: number;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    EscalationRungFiredEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'escalation.rung_fired';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        alertType: string;
        /** @enum {string|null} */
        ladder:
          | 'time-critical-dose'
          | 'standard-dose'
          | 'dispensing-stopped'
          | 'planned-work'
          | 'power-connectivity'
          | 'security'
          | null;
        rung: number;
        /** @enum {string} */
        to:
          | 'named-colleague'
          | 'contact-person'
          | 'e-district'
          | 'nearest-team'
          | 'all-on-duty'
          | 'next-nearest-team'
          | 'response-centre'
          | 'shift-lead'
          | 'manager';
        actions: ('repeat-reminder' | 'notify-relative' | 'call' | 'screen-call' | 'visit' | 'operations')[];
        teamId: string | null;
        rule: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    EscalationRungShadowedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'escalation.rung_shadowed';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        alertType: string;
        /** @enum {string|null} */
        ladder:
          | 'time-critical-dose'
          | 'standard-dose'
          | 'dispensing-stopped'
          | 'planned-work'
          | 'power-connectivity'
          | 'security'
          | null;
        rung: number;
        /** @enum {string} */
        to:
          | 'named-colleague'
          | 'contact-person'
          | 'e-district'
          | 'nearest-team'
          | 'all-on-duty'
          | 'next-nearest-team'
          | 'response-centre'
          | 'shift-lead'
          | 'manager';
        actions: ('repeat-reminder' | 'notify-relative' | 'call' | 'screen-call' | 'visit' | 'operations')[];
        teamId: string | null;
        rule: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    EscalationRungSkippedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'escalation.rung_skipped';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        alertType: string;
        /** @enum {string|null} */
        ladder:
          | 'time-critical-dose'
          | 'standard-dose'
          | 'dispensing-stopped'
          | 'planned-work'
          | 'power-connectivity'
          | 'security'
          | null;
        rung: number;
        /** @enum {string} */
        to:
          | 'named-colleague'
          | 'contact-person'
          | 'e-district'
          | 'nearest-team'
          | 'all-on-duty'
          | 'next-nearest-team'
          | 'response-centre'
          | 'shift-lead'
          | 'manager';
        actions: ('repeat-reminder' | 'notify-relative' | 'call' | 'screen-call' | 'visit' | 'operations')[];
        teamId: string | null;
        rule: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TaskCreatedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'task.created';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        teamId: string | null;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        rung: number;
        /** @enum {boolean} */
        moved?: true;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TaskWidenedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'task.widened';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        teamId: string | null;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        rung: number;
        /** @enum {boolean} */
        moved?: true;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TaskRemindedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'task.reminded';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        teamId: string | null;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        rung: number;
        /** @enum {boolean} */
        moved?: true;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TaskRaisedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'task.raised';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        teamId: string | null;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        rung: number;
        /** @enum {boolean} */
        moved?: true;
        /** @enum {string} */
        from: 'P1' | 'P2' | 'P3' | 'P4';
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TaskHandOverAskedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'task.hand_over_asked';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        teamId: string | null;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        rung: number;
        /** @enum {boolean} */
        moved?: true;
        claimedBy: string | null;
        releaseAt: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TaskKeptEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'task.kept';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        teamId: string | null;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        rung: number;
        /** @enum {boolean} */
        moved?: true;
        by: string | null;
        previousHolder: string | null;
        /** @enum {string|null} */
        mode: 'call' | 'screen-call' | 'visit' | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TaskSupersededEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'task.superseded';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        teamId: string | null;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        rung: number;
        /** @enum {boolean} */
        moved?: true;
        /** @enum {string} */
        reason: 'later_step' | 'shelved' | 'has_holder' | 'under_dose' | 'under_incident';
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TaskMovedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'task.moved';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        teamId: string | null;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        rung: number;
        /** @enum {boolean} */
        moved?: true;
        fromAlertId: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TaskReaddressedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'task.readdressed';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        teamId: string | null;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        rung: number;
        /** @enum {boolean} */
        moved?: true;
        nextTeamId: string | null;
        nextDistrictId: string | null;
        /** @enum {string|null} */
        movedAt?: null;
        claimedBy: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TaskExpectedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'task.expected';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        teamId: string | null;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        rung: number;
        /** @enum {boolean} */
        moved?: true;
        nextTeamId: string | null;
        nextDistrictId: string | null;
        /** @enum {string|null} */
        movedAt?: null;
        claimedBy: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TaskClaimedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'task.claimed';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        teamId: string | null;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        rung: number;
        /** @enum {boolean} */
        moved?: true;
        by: string | null;
        previousHolder: string | null;
        /** @enum {string|null} */
        mode: 'call' | 'screen-call' | 'visit' | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TaskTakenOverEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'task.taken_over';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        teamId: string | null;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        rung: number;
        /** @enum {boolean} */
        moved?: true;
        by: string | null;
        previousHolder: string | null;
        /** @enum {string|null} */
        mode: 'call' | 'screen-call' | 'visit' | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TaskStartedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'task.started';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        teamId: string | null;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        rung: number;
        /** @enum {boolean} */
        moved?: true;
        by: string | null;
        previousHolder: string | null;
        /** @enum {string|null} */
        mode: 'call' | 'screen-call' | 'visit' | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TaskLoggedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'task.logged';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        teamId: string | null;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        rung: number;
        /** @enum {boolean} */
        moved?: true;
        /** @enum {string} */
        entry: 'call-attempt' | 'conversation' | 'note';
        answered: boolean | null;
        unansweredCalls: number;
        by: string;
        theirs: boolean;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TaskReleasedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'task.released';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        teamId: string | null;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        rung: number;
        /** @enum {boolean} */
        moved?: true;
        by: string | null;
        previousHolder: string | null;
        /** @enum {string|null} */
        mode: 'call' | 'screen-call' | 'visit' | null;
        /** @enum {string|null} */
        rule: 'claim_ran_out' | 'shift_over' | 'two_calls_unanswered' | 'holder_elsewhere' | 'account_closed' | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TaskHolderRemindedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'task.holder_reminded';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        teamId: string | null;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        rung: number;
        /** @enum {boolean} */
        moved?: true;
        claimExpiresAt: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TaskHolderToldEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'task.holder_told';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        teamId: string | null;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        rung: number;
        /** @enum {boolean} */
        moved?: true;
        reason: string;
        claimedBy: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TaskResolvedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'task.resolved';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        teamId: string | null;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        rung: number;
        /** @enum {boolean} */
        moved?: true;
        /** @enum {string} */
        outcome:
          | 'taken-after-call'
          | 'taken-at-visit'
          | 'found-already-taken'
          | 'skipped-on-advice'
          | 'hospitalised'
          | 'away'
          | 'refused'
          | 'device-fixed'
          | 'refilled'
          | 'false-alarm'
          | 'unreachable-handed-over'
          | 'other';
        /** @enum {string} */
        cause:
          | 'forgot'
          | 'asleep'
          | 'away'
          | 'hospital'
          | 'refused'
          | 'confusion'
          | 'device-fault'
          | 'supply'
          | 'power'
          | 'connectivity'
          | 'wrong-schedule'
          | 'unknown'
          | 'other';
        by: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    TaskAutoResolvedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'task.auto_resolved';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertId: string;
        /** @enum {string} */
        kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
        /** @enum {string} */
        state: 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
        /** @enum {string} */
        priority: 'P1' | 'P2' | 'P3' | 'P4';
        teamId: string | null;
        /** @enum {string} */
        audience: 'team' | 'district' | 'person';
        rung: number;
        /** @enum {boolean} */
        moved?: true;
        reason: string;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    IncidentGrewEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'incident.grew';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        alertIds: string[];
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    NoticeShownEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'notice.shown';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        deliveryId: string;
        alertId: string | null;
        taskId: string | null;
        /** @enum {string} */
        purpose: 'notify-relative' | 'tell-lead' | 'hand-over' | 'export';
        /** @enum {string} */
        recipientKind: 'relative' | 'staff' | 'system';
        recipientId: string;
        channel: string;
        error: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DeliveryDeliveredEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'delivery.delivered';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        deliveryId: string;
        alertId: string | null;
        taskId: string | null;
        /** @enum {string} */
        purpose: 'notify-relative' | 'tell-lead' | 'hand-over' | 'export';
        /** @enum {string} */
        recipientKind: 'relative' | 'staff' | 'system';
        recipientId: string;
        channel: string;
        error: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DeliveryFallenThroughEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'delivery.fallen_through';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        deliveryId: string;
        alertId: string | null;
        taskId: string | null;
        /** @enum {string} */
        purpose: 'notify-relative' | 'tell-lead' | 'hand-over' | 'export';
        /** @enum {string} */
        recipientKind: 'relative' | 'staff' | 'system';
        recipientId: string;
        channel: string;
        error: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DeliveryGivenUpEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'delivery.given_up';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        deliveryId: string;
        alertId: string | null;
        taskId: string | null;
        /** @enum {string} */
        purpose: 'notify-relative' | 'tell-lead' | 'hand-over' | 'export';
        /** @enum {string} */
        recipientKind: 'relative' | 'staff' | 'system';
        recipientId: string;
        channel: string;
        error: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    DeliveryParkedEvent: {
      /** @enum {string} */
      specversion: '1.0';
      /** @description its position in the feed */
      id: string;
      /** @enum {string} */
      source: '/dosevagt';
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'delivery.parked';
      subject: string;
      time: string;
      /** @enum {string} */
      datacontenttype: 'application/json';
      /** @description the account that it is meant for, beside all who may hear it: an extension attribute */
      for?: string;
      data: {
        deliveryId: string;
        alertId: string | null;
        taskId: string | null;
        /** @enum {string} */
        purpose: 'notify-relative' | 'tell-lead' | 'hand-over' | 'export';
        /** @enum {string} */
        recipientKind: 'relative' | 'staff' | 'system';
        recipientId: string;
        channel: string;
        error: string | null;
        citizenId: string | null;
        deviceId: string | null;
        districtId: string | null;
      };
    };
    Problem: {
      type: string;
      title: string;
      status: number;
      detail: string;
      /** @description 422: the fields that do not fit, by dotted path */
      errors?: {
        path: string;
        message: string;
      }[];
      /** @description 409: the state it is in */
      state?: string;
      /** @description 409: who has it */
      holder?: {
        name: string;
        since: string;
      };
      /** @description 412: the tag it has now */
      etag?: string;
      /** @description 503: why nothing was done, or whether it may have been */
      reason?: string;
      /** @description 429, 503: when to try again */
      retryAfterSeconds?: number;
    };
  };
  responses: {
    /** @description What is wrong, as RFC 9457 tells it. */
    Problem: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  getLiveness: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Liveness'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getReadiness: {
    parameters: {
      query?: {
        /** @description only what concerns dispensers, or people and partners */
        for?: 'mqtt' | 'http';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Readiness'];
        };
      };
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Readiness'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getMetrics: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getClock: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Clock'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  forwardClock: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          forward: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Clock'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listDistricts: {
    parameters: {
      query?: {
        /** @description at most so many */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['District'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  createDistrict: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          name: string;
          parentId?: string | null;
          polygon?:
            | (
                | {
                    /** @enum {string} */
                    type: 'Polygon';
                    coordinates: number[][][];
                  }
                | {
                    /** @enum {string} */
                    type: 'MultiPolygon';
                    coordinates: number[][][][];
                  }
              )
            | null;
          /** @description tried out: all is worked out and shown, nobody is asked */
          shadow?: boolean;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SavedDistrict'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getDistrict: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the districts, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['District'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  changeDistrict: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path: {
        /** @description which of the districts, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          name: string;
          parentId?: string | null;
          polygon?:
            | (
                | {
                    /** @enum {string} */
                    type: 'Polygon';
                    coordinates: number[][][];
                  }
                | {
                    /** @enum {string} */
                    type: 'MultiPolygon';
                    coordinates: number[][][][];
                  }
              )
            | null;
          /** @description tried out: all is worked out and shown, nobody is asked */
          shadow?: boolean;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SavedDistrict'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  deleteDistrict: {
    parameters: {
      query?: {
        /** @description the district that has its history then; by default the one above it */
        successorId?: string;
      };
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path: {
        /** @description which of the districts, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getLimits: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the districts, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Limits'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  setLimits: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path: {
        /** @description which of the districts, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          limits: {
            [key: string]: {
              [key: string]: number | string;
            };
          };
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Limits'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listTeams: {
    parameters: {
      query?: {
        /** @description at most so many */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Team'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  createTeam: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          name: string;
          /** @enum {string} */
          kind: 'e-district' | 'home-care' | 'night' | 'response-centre';
          districtId: string;
          base: {
            lat: number;
            lon: number;
          };
          /** @default Europe/Copenhagen */
          zone?: string;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Team'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getTeam: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the teams, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Team'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  changeTeam: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path: {
        /** @description which of the teams, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          name: string;
          /** @enum {string} */
          kind: 'e-district' | 'home-care' | 'night' | 'response-centre';
          districtId: string;
          base: {
            lat: number;
            lon: number;
          };
          /** @default Europe/Copenhagen */
          zone?: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Team'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  deleteTeam: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path: {
        /** @description which of the teams, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listAudit: {
    parameters: {
      query?: {
        /** @description at most so many */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
        /** @description from this instant on */
        from?: string;
        /** @description until before this instant */
        to?: string;
        /** @description separator and decimals of the CSV: da and nb ; and , - en , and . (by Accept-Language without it) */
        locale?: 'da' | 'nb' | 'en';
        /** @description what kind of entry; several with commas between */
        kind?: ('read' | 'access' | 'break-glass')[];
        /** @description who did it */
        principalId?: string;
        /** @description whom it showed or changed */
        citizenId?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AuditEntry'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
          'text/csv': string;
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getSession: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Session'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  signIn: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          username: string;
          password: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StaffToken'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  signOut: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listOwnSessions: {
    parameters: {
      query?: {
        /** @description at most so many */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['OwnSession'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  endOwnSession: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description which of the sessions, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  issueToken: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': {
          /** @enum {string} */
          grant_type: 'client_credentials';
          client_id?: string;
          client_secret?: string;
          /** @description Some of your scopes, separated by spaces; all of them by default. */
          scope?: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Token'];
        };
      };
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TokenRefusal'];
        };
      };
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TokenRefusal'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  importStaff: {
    parameters: {
      query?: {
        /** @description only says what would become of each, and every mistake */
        dryRun?: string;
      };
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'text/csv': string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportedStaff'];
        };
      };
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportedStaff'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listStaff: {
    parameters: {
      query?: {
        /** @description at most so many */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Staff'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  createStaff: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          username: string;
          displayName: string;
          /** @description left out: made ahead, and may be named in rosters before its first sign-in */
          password?: string;
          roles: ('nurse' | 'lead' | 'manager' | 'visitator' | 'administrator' | 'operator' | 'auditor' | 'admin')[];
          /** @default [] */
          teamIds?: string[];
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Staff'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getStaff: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the staff, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Staff'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  deleteStaff: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path: {
        /** @description which of the staff, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  changeStaff: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path: {
        /** @description which of the staff, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          displayName?: string;
          password?: string;
          roles?: ('nurse' | 'lead' | 'manager' | 'visitator' | 'administrator' | 'operator' | 'auditor' | 'admin')[];
          teamIds?: string[];
          disabled?: boolean;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Staff'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  endStaffSessions: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description which of the staff, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listPartners: {
    parameters: {
      query?: {
        /** @description at most so many */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Partner'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  createPartner: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          name: string;
          scopes: (
            | 'events:read'
            | 'tasks:read'
            | 'tasks:write'
            | 'citizens:read'
            | 'citizens:write'
            | 'devices:read'
            | 'devices:write'
            | 'teams:read'
            | 'teams:write'
            | 'reports:read'
          )[];
          districtIds?: string[];
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewPartner'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getPartner: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the partners, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Partner'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  deletePartner: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description which of the partners, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  rotatePartnerSecret: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the partners, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewPartner'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listRoles: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Roles'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  setRoster: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path: {
        /** @description which of the teams, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          shifts: {
            days: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun' | 'holiday')[];
            from: string;
            to: string;
            members?: string[];
          }[];
          /** @default [] */
          overrides?: {
            from: string;
            to: string;
            onDuty: boolean;
            reason?: string;
          }[];
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Team'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  rehearseRoster: {
    parameters: {
      query?: {
        /** @description the first day on the wall of the team: today by default */
        from?: string;
        /** @description so many days */
        days?: number;
      };
      header?: {
        /** @description the language of the sentences: en, da or nb (also as nn or no); English by default */
        'Accept-Language'?: string;
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the teams, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          shifts: {
            days: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun' | 'holiday')[];
            from: string;
            to: string;
            members?: string[];
          }[];
          /** @default [] */
          overrides?: {
            from: string;
            to: string;
            onDuty: boolean;
            reason?: string;
          }[];
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RosterTrial'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getDuty: {
    parameters: {
      query?: {
        /** @description now by default */
        from?: string;
        /** @description a week after from by default, 62 days at most */
        to?: string;
      };
      header?: {
        /** @description the language of the sentences: en, da or nb (also as nn or no); English by default */
        'Accept-Language'?: string;
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the teams, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Duty'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getHolidays: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the districts, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Holidays'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  setHolidays: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path: {
        /** @description which of the districts, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          days: {
            /** @description from midnight to midnight on the wall of the team */
            date: string;
            name?: string | null;
            /** @description false: worked as an ordinary day, though the calendar has a holiday */
            holiday: boolean;
          }[];
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Holidays'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getOwnSettings: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OwnSettings'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  setOwnSettings: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * @description null: the one that the browser asks for
           * @default null
           * @enum {string|null}
           */
          language?: 'en' | 'da' | 'nb' | null;
          /**
           * @description system: as the device is set
           * @default system
           * @enum {string}
           */
          theme?: 'system' | 'light' | 'dark';
          /**
           * @default comfortable
           * @enum {string}
           */
          density?: 'comfortable' | 'compact';
          /**
           * @description whether a new P1, and what the house tells her, sounds
           * @default false
           */
          sound?: boolean;
          /**
           * @description whether what is addressed to her is pushed to her devices
           * @default false
           */
          push?: boolean;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OwnSettings'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getShift: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the teams, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OwnShift'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  startShift: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the teams, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          /** @description when it ends by itself, 12 hours ahead at most; left out: with the shift, or in 8 hours */
          until?: string;
        } | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OwnShift'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  stopShift: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the teams, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never> | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OwnShift'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  setBorders: {
    parameters: {
      query?: {
        /** @description only says what would become of it */
        dryRun?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          districts: {
            id: string;
            /** @description the one it was read with: 412 if it has changed since */
            version?: number;
            polygon:
              | (
                  | {
                      /** @enum {string} */
                      type: 'Polygon';
                      coordinates: number[][][];
                    }
                  | {
                      /** @enum {string} */
                      type: 'MultiPolygon';
                      coordinates: number[][][][];
                    }
                )
              | null;
          }[];
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RedrawnBorders'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listOwnBreakGlass: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['BreakGlass'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  breakGlass: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the citizens, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          reason:
            | 'emergency'
            | 'treatment'
            | 'covering-shift'
            | 'citizen-asks'
            | 'relative-asks'
            | 'complaint'
            | 'technical'
            | 'other';
          /** @description why, in words; no names of others */
          text: string;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BreakGlass'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listCitizens: {
    parameters: {
      query?: {
        /** @description at most so many */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Citizen'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  createCitizen: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          displayName: string;
          /** @description by which another system knows her; of those within your reach one has it */
          externalId?: string | null;
          address: {
            street?: string;
            postalCode?: string;
            city?: string;
            lat?: number;
            lon?: number;
          };
          temporaryAddress?: {
            street?: string;
            postalCode?: string;
            city?: string;
            lat: number;
            lon: number;
            from: string;
            until: string;
          } | null;
          addressProtected?: boolean;
          /** @default Europe/Copenhagen */
          zone?: string;
          districtId?: string | null;
          eDistrictTeamId?: string | null;
          contactPersonId?: string | null;
          /** @default [] */
          relatives?: {
            name: string;
            relation?: string;
            /** @description called before `phone` */
            mobile?: string;
            phone?: string;
            email?: string;
          }[];
          serviceArea?: string | null;
          /** @description called before `phone` */
          mobile?: string | null;
          phone?: string | null;
          /** @description where a screen call goes */
          screenCallAddress?: string | null;
          /** @description in which she is spoken with, as a tag of BCP 47 */
          language?: string | null;
          /** @enum {string|null} */
          hearing?: 'unimpaired' | 'hard-of-hearing' | 'deaf' | null;
          /** @description how one gets in; the whole of it is replaced */
          homeAccess?: {
            /** @description where the key is, or how the door is opened */
            key?: string;
            /** @description what to mind at the door */
            note?: string;
          } | null;
          cpr?: string;
          consent: {
            telemetry: boolean;
          };
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Citizen'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  searchCitizens: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          cpr?: string;
          name?: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Citizen'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getCitizen: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the citizens, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Citizen'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  changeCitizen: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path: {
        /** @description which of the citizens, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          displayName?: string;
          /** @description by which another system knows her; of those within your reach one has it */
          externalId?: string | null;
          address?: {
            street?: string;
            postalCode?: string;
            city?: string;
            lat?: number;
            lon?: number;
          };
          temporaryAddress?: {
            street?: string;
            postalCode?: string;
            city?: string;
            lat: number;
            lon: number;
            from: string;
            until: string;
          } | null;
          /** @description false lifts the protection: a right of its own, and with a reason */
          addressProtected?: boolean;
          /** @description why the protection is lifted */
          reason?: string;
          deceasedAt?: string | null;
          zone?: string;
          districtId?: string | null;
          eDistrictTeamId?: string | null;
          contactPersonId?: string | null;
          relatives?: {
            name: string;
            relation?: string;
            /** @description called before `phone` */
            mobile?: string;
            phone?: string;
            email?: string;
            /** @description stays with the relative; without it whoever is alike keeps hers */
            id?: string;
          }[];
          serviceArea?: string | null;
          /** @description called before `phone` */
          mobile?: string | null;
          phone?: string | null;
          /** @description where a screen call goes */
          screenCallAddress?: string | null;
          /** @description in which she is spoken with, as a tag of BCP 47 */
          language?: string | null;
          /** @enum {string|null} */
          hearing?: 'unimpaired' | 'hard-of-hearing' | 'deaf' | null;
          /** @description how one gets in; the whole of it is replaced */
          homeAccess?: {
            /** @description where the key is, or how the door is opened */
            key?: string;
            /** @description what to mind at the door */
            note?: string;
          } | null;
          cpr?: string | null;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Citizen'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  setConsent: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path: {
        /** @description which of the citizens, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          telemetry: boolean;
          reason?: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Citizen'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  importCitizens: {
    parameters: {
      query?: {
        /** @description only says what would become of each, and every mistake */
        dryRun?: string;
      };
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'text/csv': string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportedCitizens'];
        };
      };
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportedCitizens'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listBreakGlassOpenings: {
    parameters: {
      query?: {
        /** @description at most so many */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
        /** @description whether somebody has looked at it; both by default */
        state?: 'unreviewed' | 'reviewed';
        /** @description who was opened */
        citizenId?: string;
        /** @description who opened her */
        staffId?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['BreakGlassOpening'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getBreakGlassOpening: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the break-glass, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BreakGlassOpening'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  setBreakGlassReview: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the break-glass, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          finding: 'justified' | 'unjustified';
          /** @description why; no names of others */
          text?: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BreakGlassOpening'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listPauses: {
    parameters: {
      query?: {
        /** @description at most so many */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the citizens, by its id */
        citizenId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Pause'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  createPause: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the citizens, by its id */
        citizenId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          reason: 'hospital' | 'travel' | 'other';
          from: string;
          until: string;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Pause'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getPause: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the citizens, by its id */
        citizenId: string;
        /** @description which of the pauses, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Pause'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  deletePause: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path: {
        /** @description which of the citizens, by its id */
        citizenId: string;
        /** @description which of the pauses, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  changePause: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path: {
        /** @description which of the citizens, by its id */
        citizenId: string;
        /** @description which of the pauses, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          from?: string;
          until?: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Pause'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getPostcodes: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Postcodes'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  setPostcodes: {
    parameters: {
      query: {
        /** @description whose postal codes they are */
        country: 'DK' | 'NO';
      };
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'text/csv': string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Postcodes'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listReads: {
    parameters: {
      query?: {
        /** @description at most so many */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
        /** @description from this instant on */
        from?: string;
        /** @description until before this instant */
        to?: string;
        /** @description separator and decimals of the CSV: da and nb ; and , - en , and . (by Accept-Language without it) */
        locale?: 'da' | 'nb' | 'en';
        /** @description who was shown it */
        principalId?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the citizens, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Read'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
          'text/csv': string;
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getAssignment: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the citizens, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Assignment'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  assignDispenser: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path: {
        /** @description which of the citizens, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          deviceId: string | null;
          from?: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Assigned'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listDispensers: {
    parameters: {
      query?: {
        /** @description at most so many */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
        /** @description whole dispensers, newest first, or the rows of a fleet by their names, with counts */
        view?: 'whole' | 'fleet';
        /** @description how it stands; several with commas between */
        state?: ('online' | 'resting' | 'away' | 'offline' | 'never-heard' | 'retired')[];
        /** @description of whom they serve, districts below included; several with commas between */
        districtId?: string[];
        /** @description what they speak; several with commas between */
        dialect?: ('cloudevents' | 'compact' | 'cbor' | 'pivotell-advance')[];
        /** @description what their name has in it, in whatever letters */
        q?: string;
        /** @description true: those that serve somebody; false: the others */
        assigned?: string;
        /** @description true: those with something wrong with them (`conditions`); false: the others */
        troubled?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Dispensers'] | components['schemas']['Fleet'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  registerDispenser: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          deviceId: string;
          /**
           * @default cloudevents
           * @enum {string}
           */
          dialect?: 'cloudevents' | 'compact' | 'cbor' | 'pivotell-advance';
          /** @default null */
          model?: string | null;
          /**
           * @default null
           * @enum {string|null}
           */
          presence?: 'connected' | 'visit' | null;
          /** @default null */
          expectEveryMinutes?: number | null;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewSecret'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getDispenser: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which dispenser, by the name it is registered under */
        deviceId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Dispenser'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  changeDispenser: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path: {
        /** @description which dispenser, by the name it is registered under */
        deviceId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          dialect?: 'cloudevents' | 'compact' | 'cbor' | 'pivotell-advance';
          model?: string | null;
          /** @enum {string|null} */
          presence?: 'connected' | 'visit' | null;
          expectEveryMinutes?: number | null;
          retired?: boolean;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Dispenser'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  rotateCredentials: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which dispenser, by the name it is registered under */
        deviceId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewSecret'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  registerDispensers: {
    parameters: {
      query?: {
        /** @description only says what would become of each, and every mistake */
        dryRun?: string;
        /** @description those that have a secret get another; the old one stops working. Else they are left alone */
        rotate?: string;
      };
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'text/csv': string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Provisioned'];
        };
      };
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Provisioned'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listCommands: {
    parameters: {
      query?: {
        /** @description at most so many */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which dispenser, by the name it is registered under */
        deviceId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Command'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  sendCommand: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which dispenser, by the name it is registered under */
        deviceId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          type: 'dose.remind' | 'dose.lock' | 'message.show';
          /** @default {} */
          data?: {
            [key: string]: unknown;
          };
          /** @default 900 */
          ttlSeconds?: number;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Command'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getCommand: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which dispenser, by the name it is registered under */
        deviceId: string;
        /** @description which of the commands, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Command'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listVerdicts: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which dispenser, by the name it is registered under */
        deviceId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Verdict'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listDoses: {
    parameters: {
      query?: {
        /** @description at most so many */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
        /** @description from this instant on */
        from?: string;
        /** @description until before this instant */
        to?: string;
        /** @description whose; several with commas between */
        citizenId?: string[];
        /** @description in which state; several with commas between */
        state?: (
          | 'scheduled'
          | 'due'
          | 'dispensed'
          | 'retrieved'
          | 'dispensed-in-advance'
          | 'missed'
          | 'unconfirmed'
          | 'cancelled'
        )[];
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Dose'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getSchedule: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the citizens, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Schedule'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  setSchedule: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path: {
        /** @description which of the citizens, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          slots: {
            time: string;
            days?: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[];
            /** @enum {string} */
            criticality: 'time-critical' | 'standard' | 'flexible';
            /** @description the first day; what is due every so many days is counted from it */
            from?: string;
            /** @description the last day, on which it is still due */
            until?: string;
            /** @description 2: every other day; 21: every third week */
            everyDays?: number;
            windowMinutes?: number;
          }[];
          validFrom?: string;
          /** @description the revisions of the planned schedules that this one takes the place of; none of them for []. Without it one that is planned for the same time or later is refused */
          replaces?: number[];
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Schedule'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  deleteSchedule: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path: {
        /** @description which of the citizens, by its id */
        id: string;
        /** @description which of those that are planned */
        revision: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listTelemetry: {
    parameters: {
      query?: {
        /** @description at most so many */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
        /** @description from this instant on */
        from?: string;
        /** @description until before this instant */
        to?: string;
        /** @description which dispenser said it; several with commas between */
        deviceId?: string[];
        /** @description of which type, such as `dose.missed`; several with commas between */
        type?: string[];
        /** @description about whom */
        citizenId?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Telemetry'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listQuarantine: {
    parameters: {
      query?: {
        /** @description at most so many */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
        /** @description in which state; several with commas between */
        state?: ('open' | 'assigned' | 'dismissed' | 'retried')[];
        /** @description which dispenser said it; several with commas between */
        deviceId?: string[];
        /** @description why it waits; several with commas between */
        kind?: ('rejected' | 'unattributed' | 'parked' | 'unknown-type' | 'review' | 'waiting')[];
        /** @description for the same reason as this one, whatever numbers stand in it: one of those that /quarantine/counts tells */
        reason?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['QuarantinedTelemetry'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listQuarantineCounts: {
    parameters: {
      query?: {
        /** @description which dispenser said it; several with commas between */
        deviceId?: string[];
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['QuarantineCount'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getQuarantined: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the quarantine, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuarantinedTelemetry'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  assignQuarantined: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the quarantine, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          citizenId: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Quarantined'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  retryQuarantined: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the quarantine, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Quarantined'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  dismissQuarantined: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the quarantine, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          alike?: boolean;
        } | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Quarantined'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listLadders: {
    parameters: {
      query?: {
        /** @description as it holds in this district */
        districtId?: string;
        /** @description as it holds for this citizen */
        citizenId?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Ladder'][];
            /** @enum {string|null} */
            nextCursor: null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listSetLadders: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Ladder'][];
            /** @enum {string|null} */
            nextCursor: null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getLadderAbove: {
    parameters: {
      query?: {
        /** @description as it holds in this district */
        districtId?: string;
        /** @description as it holds for this citizen */
        citizenId?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which ladder */
        name:
          | 'time-critical-dose'
          | 'standard-dose'
          | 'dispensing-stopped'
          | 'planned-work'
          | 'power-connectivity'
          | 'security';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ladder'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getLadder: {
    parameters: {
      query?: {
        /** @description as it holds in this district */
        districtId?: string;
        /** @description as it holds for this citizen */
        citizenId?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which ladder */
        name:
          | 'time-critical-dose'
          | 'standard-dose'
          | 'dispensing-stopped'
          | 'planned-work'
          | 'power-connectivity'
          | 'security';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ladder'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  setLadder: {
    parameters: {
      query?: {
        /** @description as it holds in this district */
        districtId?: string;
        /** @description as it holds for this citizen */
        citizenId?: string;
      };
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path: {
        /** @description which ladder */
        name:
          | 'time-critical-dose'
          | 'standard-dose'
          | 'dispensing-stopped'
          | 'planned-work'
          | 'power-connectivity'
          | 'security';
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          rungs: {
            after: number | string;
            share?: number;
            actions: ('repeat-reminder' | 'notify-relative' | 'call' | 'screen-call' | 'visit' | 'operations')[];
            /** @enum {string} */
            to:
              | 'contact-person'
              | 'e-district'
              | 'nearest-team'
              | 'all-on-duty'
              | 'next-nearest-team'
              | 'response-centre'
              | 'shift-lead'
              | 'manager';
          }[];
          claimTimeout: number | string;
          claimReminder?: (number | string) | null;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ladder'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  resetLadder: {
    parameters: {
      query?: {
        /** @description as it holds in this district */
        districtId?: string;
        /** @description as it holds for this citizen */
        citizenId?: string;
      };
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path: {
        /** @description which ladder */
        name:
          | 'time-critical-dose'
          | 'standard-dose'
          | 'dispensing-stopped'
          | 'planned-work'
          | 'power-connectivity'
          | 'security';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getOwnPush: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OwnPush'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  createPushSubscription: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          endpoint: string;
          expirationTime?: number | null;
          keys: {
            p256dh: string;
            auth: string;
          };
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PushSubscription'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getPushSubscription: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the push, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PushSubscription'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  deletePushSubscription: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description which of the push, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  sendTestPush: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the push, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PushTried'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getTask: {
    parameters: {
      query?: never;
      header?: {
        /** @description the language of the sentences: en, da or nb (also as nn or no); English by default */
        'Accept-Language'?: string;
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the tasks, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Task'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  claimTask: {
    parameters: {
      query?: never;
      header?: {
        /** @description the language of the sentences: en, da or nb (also as nn or no); English by default */
        'Accept-Language'?: string;
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the tasks, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never> | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Task'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  releaseTask: {
    parameters: {
      query?: never;
      header?: {
        /** @description the language of the sentences: en, da or nb (also as nn or no); English by default */
        'Accept-Language'?: string;
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the tasks, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          reason?: string;
        } | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Task'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  keepTask: {
    parameters: {
      query?: never;
      header?: {
        /** @description the language of the sentences: en, da or nb (also as nn or no); English by default */
        'Accept-Language'?: string;
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the tasks, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never> | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Task'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  takeOverTask: {
    parameters: {
      query?: never;
      header?: {
        /** @description the language of the sentences: en, da or nb (also as nn or no); English by default */
        'Accept-Language'?: string;
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the tasks, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          reason?: string;
        } | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Task'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  startTask: {
    parameters: {
      query?: never;
      header?: {
        /** @description the language of the sentences: en, da or nb (also as nn or no); English by default */
        'Accept-Language'?: string;
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the tasks, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          mode: 'call' | 'screen-call' | 'visit';
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Task'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  logOnTask: {
    parameters: {
      query?: never;
      header?: {
        /** @description the language of the sentences: en, da or nb (also as nn or no); English by default */
        'Accept-Language'?: string;
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the tasks, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          entry: 'call-attempt' | 'conversation' | 'note';
          answered?: boolean;
          text?: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Task'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  resolveTask: {
    parameters: {
      query?: never;
      header?: {
        /** @description the language of the sentences: en, da or nb (also as nn or no); English by default */
        'Accept-Language'?: string;
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the tasks, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          outcome:
            | 'taken-after-call'
            | 'taken-at-visit'
            | 'found-already-taken'
            | 'skipped-on-advice'
            | 'hospitalised'
            | 'away'
            | 'refused'
            | 'device-fixed'
            | 'refilled'
            | 'false-alarm'
            | 'unreachable-handed-over'
            | 'other';
          /** @enum {string} */
          cause:
            | 'forgot'
            | 'asleep'
            | 'away'
            | 'hospital'
            | 'refused'
            | 'confusion'
            | 'device-fault'
            | 'supply'
            | 'power'
            | 'connectivity'
            | 'wrong-schedule'
            | 'unknown'
            | 'other';
          note?: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Task'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listTasks: {
    parameters: {
      query?: {
        /** @description at most so many; 50 by default, and with `ids` as many as there may be */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
        /** @description from this instant on */
        from?: string;
        /** @description until before this instant */
        to?: string;
        /** @description whole tasks, or a queue: rows of what a list shows, with counts, of open work alone where no `ids` are given; a map is a queue whose rows say where the citizen is */
        view?: 'whole' | 'queue' | 'map';
        /** @description by due time, or by priority and then by the time left, of open work alone where no `ids` are given; a queue and a map come by priority by default, whole tasks by due time */
        sort?: 'due' | 'priority';
        /** @description these alone; what is closed by now is among them, what is out of reach is left out; several with commas between */
        ids?: string[];
        /** @description in which state; several with commas between */
        state?: ('open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved')[];
        /** @description what is to be done; several with commas between */
        kind?: ('call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review')[];
        /** @description whose work, that of the team’s district included; several with commas between */
        teamId?: string[];
        /** @description about whom; several with commas between */
        citizenId?: string[];
      };
      header?: {
        /** @description the language of the sentences: en, da or nb (also as nn or no); English by default */
        'Accept-Language'?: string;
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            components['schemas']['Tasks'] | components['schemas']['Queue'] | components['schemas']['PlacedQueue'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  createTask: {
    parameters: {
      query?: never;
      header?: {
        /** @description the language of the sentences: en, da or nb (also as nn or no); English by default */
        'Accept-Language'?: string;
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          citizenId: string;
          /** @enum {string} */
          kind: 'call' | 'screen-call' | 'visit' | 'refill' | 'technical' | 'review';
          /** @enum {string} */
          priority: 'P1' | 'P2' | 'P3' | 'P4';
          /** @description what is asked for; shown with the task and in its handling log, and told in no fact */
          text: string;
          /** @description who is asked first; not claimed in time (minutes: P1 5, P2 15, P3 30, P4 30), the team is */
          assigneeId?: string | null;
          /**
           * @description `planned-work` where none is named
           * @enum {string}
           */
          ladder?:
            | 'time-critical-dose'
            | 'standard-dose'
            | 'dispensing-stopped'
            | 'planned-work'
            | 'power-connectivity'
            | 'security';
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Task'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  changeTasks: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description in the order in which they are done */
          ids: string[];
          /** @enum {string} */
          action: 'claim' | 'release' | 'resolve';
          /**
           * @description needed to resolve
           * @enum {string}
           */
          outcome?:
            | 'taken-after-call'
            | 'taken-at-visit'
            | 'found-already-taken'
            | 'skipped-on-advice'
            | 'hospitalised'
            | 'away'
            | 'refused'
            | 'device-fixed'
            | 'refilled'
            | 'false-alarm'
            | 'unreachable-handed-over'
            | 'other';
          /**
           * @description needed to resolve
           * @enum {string}
           */
          cause?:
            | 'forgot'
            | 'asleep'
            | 'away'
            | 'hospital'
            | 'refused'
            | 'confusion'
            | 'device-fault'
            | 'supply'
            | 'power'
            | 'connectivity'
            | 'wrong-schedule'
            | 'unknown'
            | 'other';
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskResults'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listColleagues: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the citizens, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Colleague'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listAlerts: {
    parameters: {
      query?: {
        /** @description at most so many */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
        /** @description from this instant on */
        from?: string;
        /** @description until before this instant */
        to?: string;
        /** @description in which state; several with commas between */
        state?: ('open' | 'claimed' | 'in-progress' | 'shelved' | 'resolved' | 'auto-resolved' | 'superseded')[];
        /** @description how urgent; several with commas between */
        priority?: ('P1' | 'P2' | 'P3' | 'P4')[];
        /** @description in which district; several with commas between */
        districtId?: string[];
        /** @description about whom; several with commas between */
        citizenId?: string[];
        /** @description of which type, such as `dose.missed`; several with commas between */
        type?: string[];
        /** @description true: only what is tried out; false: only what is not */
        shadow?: string;
        /** @description under which alert; several with commas between */
        parentId?: string[];
      };
      header?: {
        /** @description the language of the sentences: en, da or nb (also as nn or no); English by default */
        'Accept-Language'?: string;
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Alert'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getAlert: {
    parameters: {
      query?: never;
      header?: {
        /** @description the language of the sentences: en, da or nb (also as nn or no); English by default */
        'Accept-Language'?: string;
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the alerts, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Alert'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  shelveAlert: {
    parameters: {
      query?: never;
      header?: {
        /** @description the language of the sentences: en, da or nb (also as nn or no); English by default */
        'Accept-Language'?: string;
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the alerts, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          until: string;
          reason: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Alert'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getHandover: {
    parameters: {
      query?: never;
      header?: {
        /** @description the language of the sentences: en, da or nb (also as nn or no); English by default */
        'Accept-Language'?: string;
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the teams, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HandOver'];
          'text/html': string;
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listDeliveries: {
    parameters: {
      query?: {
        /** @description at most so many */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
        /** @description in which state; several with commas between */
        state?: ('waiting' | 'delivered' | 'fallen-through' | 'parked')[];
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Delivery'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getDelivery: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the deliveries, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Delivery'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  retryDelivery: {
    parameters: {
      query?: never;
      header?: {
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the deliveries, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Delivery'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listNotices: {
    parameters: {
      query?: {
        /** @description at most so many */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Notice'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  rehearseMiss: {
    parameters: {
      query?: never;
      header?: {
        /** @description the language of the sentences: en, da or nb (also as nn or no); English by default */
        'Accept-Language'?: string;
        /** @description done once in 24 hours, however often it is sent: a repeat is answered with what was made */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description which of the citizens, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          /** @description about when the dose is due that is meant, at most 62 days ahead; the next one by default. Where none is expected, one that the dispenser reports missed then, or now */
          dueAt?: string;
        } | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WhatIf'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getMap: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Map'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getSetup: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Setup'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  setFirstCitizen: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          displayName: string;
          address: {
            street?: string;
            postalCode?: string;
            city?: string;
            lat: number;
            lon: number;
          };
          /** @default Europe/Copenhagen */
          zone?: string;
          districtId: string;
          consent: {
            telemetry: boolean;
          };
          /** @description when doses are due, every day, by the clock where she lives */
          times: string[];
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Setup'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  setFirstDispenser: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag it was read with: 412 if it has changed since; without it, what is sent holds */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          deviceId: string;
          /**
           * @default cloudevents
           * @enum {string}
           */
          dialect?: 'cloudevents' | 'compact' | 'cbor' | 'pivotell-advance';
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GivenDispenser'];
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getStart: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the citizens, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Start'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getTimeline: {
    parameters: {
      query?: {
        /** @description at most so many */
        limit?: number;
        /** @description the nextCursor of the page before */
        cursor?: string;
        /** @description from this instant on */
        from?: string;
        /** @description until before this instant */
        to?: string;
      };
      header?: {
        /** @description the language of the sentences: en, da or nb (also as nn or no); English by default */
        'Accept-Language'?: string;
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path: {
        /** @description which of the citizens, by its id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['TimelineItem'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getCoverageGaps: {
    parameters: {
      query?: {
        /** @description so many days ahead */
        days?: number;
        /** @description this district and those below it */
        districtId?: string;
        /** @description separator and decimals of the CSV: da and nb ; and , - en , and . (by Accept-Language without it) */
        locale?: 'da' | 'nb' | 'en';
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CoverageGaps'];
          'text/csv': string;
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getResponseTimes: {
    parameters: {
      query?: {
        /** @description 30 days before to by default */
        from?: string;
        /** @description now by default, 400 days after from at most */
        to?: string;
        /** @description separator and decimals of the CSV: da and nb ; and , - en , and . (by Accept-Language without it) */
        locale?: 'da' | 'nb' | 'en';
        /** @description this district and those below it */
        districtId?: string;
        /** @description what rows are told apart by besides their priority; district and shift by default; several with commas between */
        by?: ('district' | 'team' | 'priority' | 'shift')[];
        /** @description a row for each day, week or month, at the wall clock of the citizen */
        every?: 'day' | 'week' | 'month';
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ResponseTimes'];
          'text/csv': string;
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getAlarmLoad: {
    parameters: {
      query?: {
        /** @description 30 days before to by default */
        from?: string;
        /** @description now by default, 400 days after from at most */
        to?: string;
        /** @description separator and decimals of the CSV: da and nb ; and , - en , and . (by Accept-Language without it) */
        locale?: 'da' | 'nb' | 'en';
        /** @description this district and those below it */
        districtId?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AlarmLoad'];
          'text/csv': string;
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getVisits: {
    parameters: {
      query?: {
        /** @description 30 days before to by default */
        from?: string;
        /** @description now by default, 400 days after from at most */
        to?: string;
        /** @description separator and decimals of the CSV: da and nb ; and , - en , and . (by Accept-Language without it) */
        locale?: 'da' | 'nb' | 'en';
        /** @description this district and those below it */
        districtId?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Visits'];
          'text/csv': string;
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  getMachine: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Machine'];
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listFailing: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Failing'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  listEvents: {
    parameters: {
      query?: {
        /** @description the position to go on from */
        after?: string;
        /** @description of which type, such as `task.created`; several with commas between */
        type?: string[];
        /** @description at most so many */
        limit?: number;
        /** @description the same as after */
        cursor?: string;
      };
      header?: {
        /** @description the ETag of what was read last: 304 if it is as it was */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Event'][];
            /** @description null on the last page */
            nextCursor: string | null;
          };
        };
      };
      /** @description It is as it was when it had that ETag; there is no body. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      '4XX': components['responses']['Problem'];
    };
  };
  streamEvents: {
    parameters: {
      query?: {
        /** @description the position to go on from */
        after?: string;
        /** @description of which type, such as `task.created`; several with commas between */
        type?: string[];
      };
      header?: {
        /** @description the position to go on from, as browsers send it */
        'Last-Event-ID'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      '4XX': components['responses']['Problem'];
    };
  };
}
