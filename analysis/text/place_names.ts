/** States of the US by lower-case name and by code: the second part of their ISO 3166-2 code. */
export const states: ReadonlyMap<string, string> = new Map(
  ("alabama=AL;alaska=AK;arizona=AZ;arkansas=AR;california=CA;colorado=CO;connecticut=CT;" +
    "delaware=DE;florida=FL;hawaii=HI;idaho=ID;illinois=IL;indiana=IN;iowa=IA;kansas=KS;kentucky=KY;" +
    "louisiana=LA;maine=ME;maryland=MD;massachusetts=MA;michigan=MI;minnesota=MN;mississippi=MS;" +
    "missouri=MO;montana=MT;nebraska=NE;nevada=NV;new hampshire=NH;new jersey=NJ;new mexico=NM;" +
    "north carolina=NC;north dakota=ND;ohio=OH;oklahoma=OK;oregon=OR;pennsylvania=PA;rhode island=RI;" +
    "south carolina=SC;south dakota=SD;tennessee=TN;texas=TX;utah=UT;vermont=VT;virginia=VA;" +
    "washington state=WA;west virginia=WV;wisconsin=WI;wyoming=WY;washington dc=DC")
    .split(";").flatMap((pair): [string, string][] => {
      const [name, code] = pair.split("=") as [string, string];
      return [[name, code], [code.toLowerCase(), code]];
    }),
);

/** Large cities whose name alone says which is meant, by lower-case name: the ISO 3166 code of their country. */
export const cities: ReadonlyMap<string, string> = new Map(
  Object.entries({
    US: "new york,new york city,nyc,brooklyn,los angeles,chicago,houston,philadelphia,phoenix," +
      "san antonio,san diego,dallas,austin,san francisco,seattle,denver,boston,nashville,detroit," +
      "las vegas,miami,atlanta,minneapolis,new orleans,pittsburgh,cleveland,baltimore,honolulu",
    GB: "london,manchester,liverpool,leeds,glasgow,edinburgh,bristol,cardiff,belfast,sheffield," +
      "newcastle upon tyne",
    CA: "toronto,montreal,vancouver,calgary,edmonton,ottawa,winnipeg",
    AU: "sydney,melbourne,brisbane,perth,adelaide,canberra",
    FR: "paris,lyon,marseille,toulouse",
    DE: "berlin,hamburg,munich,münchen,cologne,köln,frankfurt,stuttgart,leipzig",
    ES: "madrid,barcelona,seville,bilbao",
    IT: "rome,roma,milan,milano,naples,turin,florence",
    NL: "amsterdam,rotterdam,utrecht,the hague,den haag,eindhoven",
    BE: "brussels,antwerp,ghent",
    CH: "zurich,zürich,geneva,bern",
    AT: "vienna,wien",
    PT: "lisbon,lisboa,porto",
    IE: "dublin,cork,galway",
    SE: "stockholm,gothenburg",
    NO: "oslo,bergen",
    DK: "copenhagen",
    FI: "helsinki",
    PL: "warsaw,krakow,kraków",
    CZ: "prague",
    HU: "budapest",
    GR: "athens",
    RO: "bucharest",
    UA: "kyiv,kiev,lviv,odesa",
    RU: "moscow,saint petersburg",
    TR: "istanbul,ankara",
    IN: "mumbai,delhi,new delhi,bengaluru,bangalore,chennai,hyderabad,kolkata,pune",
    PK: "karachi,lahore,islamabad",
    BD: "dhaka",
    CN: "beijing,shanghai,shenzhen",
    HK: "hong kong",
    TW: "taipei",
    JP: "tokyo,osaka,kyoto",
    KR: "seoul,busan",
    SG: "singapore",
    MY: "kuala lumpur",
    ID: "jakarta",
    PH: "manila,quezon city",
    TH: "bangkok",
    VN: "hanoi,ho chi minh city",
    AE: "dubai,abu dhabi",
    IL: "tel aviv,jerusalem",
    EG: "cairo",
    NG: "lagos,abuja",
    KE: "nairobi",
    GH: "accra",
    ZA: "johannesburg,cape town,durban,pretoria",
    BR: "são paulo,sao paulo,rio de janeiro,brasília",
    AR: "buenos aires",
    MX: "mexico city,guadalajara,monterrey",
    CO: "bogotá,bogota,medellín",
    CL: "santiago",
    PE: "lima",
    NZ: "auckland,wellington,christchurch",
  }).flatMap(([country, names]) => names.split(",").map((name): [string, string] => [name, country])),
);
