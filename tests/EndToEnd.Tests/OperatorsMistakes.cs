namespace MyOpenIP.EndToEnd.Tests;

/// <summary>A mistake of an operator in a file.</summary>
/// <param name="Kind">What the file holds, as import names it.</param>
/// <param name="File">The file that was right, in first-import.</param>
/// <param name="Right">What stood there.</param>
/// <param name="Wrong">What was written instead.</param>
/// <param name="Told">What the import says: line, field, what is wrong or would be right.</param>
internal sealed record OperatorsMistake(string Kind, string File, string Right, string Wrong, string Told)
{
    /// <summary>Ten that are made in the first hour.</summary>
    public static IReadOnlyList<OperatorsMistake> All { get; } =
    [
        new("catalogue", "catalogue.json", "\"version\": \"mine-1\",", "\"version\": \"mine-1\"", ":4: "),
        new("catalogue", "catalogue.json", "\"unitPrice\": \"4.50\"", "\"unitPrice\": 4.50", ":29: offers[2].products[0].tariffs[0].tiers[0].unitPrice: "),
        new("catalogue", "catalogue.json", "\"unitPrice\": \"49.00\"", "\"unitPrice\": \"49,00\"", ":12: offers[0].products[0].tariffs[0].tiers[0].unitPrice: "),
        new("catalogue", "catalogue.json", "\"requires\": [\"ACCES\"]", "\"requires\": [\"ACCESS\"]", ":13: offers[0].products[1].requires[0]: "),
        new("customers", "customers.jsonl", "\"siren\":\"552100554\"", "\"siren\":\"552100555\"", ":1: siren: "),
        new("customers", "customers.jsonl", "\"size\":\"SMALL\"", "\"size\":\"TINY\"", ":2: size: "),
        new("customers", "customers.jsonl", "\"telephone\":\"+33491000001\",\"createdOn\"", "\"telephone\":\"04 91 00 00\",\"createdOn\"", ":1: telephone: "),
        new("contracted-offers", "contracted-offers.jsonl", "\"customer\":1002", "\"customer\":1020", ":3: customer: "),
        new("contracted-offers", "contracted-offers.jsonl", "\"createdOn\":\"2025-05-02\"", "\"createdOn\":\"2025-02-30\"", ":2: createdOn: "),
        new("contracted-offers", "contracted-offers.jsonl", "\"productCode\":\"CANAL\"", "\"productCode\":\"CANNAL\"", ":3: lines[0].productCode: "),
    ];
}
