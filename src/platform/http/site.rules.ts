/** Whether a browser says that the page of another site asks (`Sec-Fetch-Site`); scripts and old browsers say nothing. */
export const isAskedFromElsewhere = (secFetchSite: string | undefined): boolean =>
  secFetchSite !== undefined && secFetchSite !== 'same-origin' && secFetchSite !== 'none';
