using System.Globalization;

namespace MyOpenIP.Server.Wire;

/// <summary>Resource names, written and read in one place.</summary>
internal static class ResourceNames
{
    public const string Amendments = "amendments";
    public const string Contacts = "contacts";
    public const string ContractedOffers = "contractedOffers";
    public const string Orders = "orders";
    public const string Sites = "sites";

    private const string Customers = "customers";
    private const string Offers = "offers";
    private const string QuotePart = "/quotes/";
    private const string AttachmentPart = "/attachments/";

    /// <summary>In place of a customer: any that the caller may see.</summary>
    private const string AnyCustomer = "-";

    private const int LongestIdentifier = 64;

    public static string Customer(long id) => Invariant($"{Customers}/{id}");

    public static string Site(long customer, int number) => Invariant($"{Customer(customer)}/{Sites}/{number}");

    public static string Contact(long customer, int number) => Invariant($"{Customer(customer)}/{Contacts}/{number}");

    public static string ContractedOffer(long customer, string reference) => $"{Customer(customer)}/{ContractedOffers}/{reference}";

    public static string Amendment(long customer, string number) => $"{Customer(customer)}/{Amendments}/{number}";

    public static string Quote(long customer, string amendment, int revision) => Invariant($"{Amendment(customer, amendment)}{QuotePart}{revision}");

    public static string Attachment(long customer, string amendment, int number) => Invariant($"{Amendment(customer, amendment)}{AttachmentPart}{number}");

    public static string Order(long customer, string number) => $"{Customer(customer)}/{Orders}/{number}";

    /// <summary>What the name of a part of a customer looks like.</summary>
    public static string ExampleOf(string collection) => $"{Customers}/44660/{collection}/" + collection switch
    {
        Amendments => "DEV000050763",
        ContractedOffers => "OC138637",
        Orders => "COM32623",
        _ => "1",
    };

    public static string Offer(string code) => $"{Offers}/{code}";

    /// <summary>The number of an amendment's quote as printed, such as "DEV 000050763/1".</summary>
    public static string PrintedQuote(string amendment, int revision) => Invariant($"{amendment[..3]} {amendment[3..]}/{revision}");

    /// <summary>Reads <c>offers/CODE</c>; another form: null.</summary>
    public static string? OfferCode(string name) => name.Split('/') is [Offers, var code] && IsIdentifier(code) ? code : null;

    /// <summary>Reads <c>customers/ID</c>, or <c>customers/-</c> (no customer); another form: false.</summary>
    public static bool TryCustomer(string name, out long? customer)
    {
        customer = null;
        return name.Split('/') is [Customers, var id] && TryCustomerId(id, out customer);
    }

    /// <summary>Reads <c>customers/ID/COLLECTION/PART</c>, where ID may be "-" (no customer); another form: false.</summary>
    public static bool TryPart(string name, string collection, out PartName part)
    {
        part = default;
        if (name.Split('/') is not [Customers, var id, var found, var identifier]
            || found != collection || !IsIdentifier(identifier) || !TryCustomerId(id, out var customer))
            return false;
        part = new PartName(name, customer, identifier);
        return true;
    }

    /// <summary>Reads the name of an amendment or an order, or of a part of one; another form: false.</summary>
    public static bool TryWatched(string name, out long customer, out string collection, out string number)
    {
        (customer, collection, number) = (0, "", "");
        if (name.Split('/') is not [Customers, var id, Amendments or Orders, _, ..] || !TryCustomerId(id, out var known) || known is null)
            return false;
        var parts = name.Split('/');
        (customer, collection, number) = (known.Value, parts[2], parts[3]);
        return true;
    }

    /// <summary>Reads <c>customers/ID/amendments/NUMBER/quotes/REVISION</c>, where ID may be "-" (no customer); another form: false.</summary>
    /// <param name="name">The name of the quote.</param>
    /// <param name="amendment">Its amendment, under the name of the quote: that is what was asked for.</param>
    /// <param name="revision">Its revision.</param>
    public static bool TryQuote(string name, out PartName amendment, out int revision) => TryNumbered(name, QuotePart, out amendment, out revision);

    /// <summary>Reads <c>customers/ID/amendments/NUMBER/attachments/NUMBER</c>, where ID may be "-" (no customer); another form: false.</summary>
    /// <param name="name">The name of the attachment.</param>
    /// <param name="amendment">Its amendment, under the name of the attachment: that is what was asked for.</param>
    /// <param name="number">Its number.</param>
    public static bool TryAttachment(string name, out PartName amendment, out int number) => TryNumbered(name, AttachmentPart, out amendment, out number);

    private static bool TryNumbered(string name, string part, out PartName amendment, out int number)
    {
        (amendment, number) = (default, 0);
        var end = name.LastIndexOf(part, StringComparison.Ordinal);
        if (end < 0 || !TryPart(name[..end], Amendments, out amendment)
            || !int.TryParse(name.AsSpan(end + part.Length), NumberStyles.None, CultureInfo.InvariantCulture, out number))
            return false;
        amendment = amendment with { Name = name };
        return true;
    }

    private static bool TryCustomerId(string text, out long? customer)
    {
        customer = null;
        if (text == AnyCustomer)
            return true;
        // Of one customer there is one name.
        if (text is ['0', ..] || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;
        customer = id;
        return true;
    }

    private static bool IsIdentifier(string text) =>
        text.Length is > 0 and <= LongestIdentifier && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}

/// <summary>A site or a contact of a customer.</summary>
internal readonly record struct NumberedPart(long Customer, int Number);

/// <summary>The name of something that belongs to a customer.</summary>
/// <param name="Name">The whole name, as asked for.</param>
/// <param name="Customer">The customer; none: any that the caller may see.</param>
/// <param name="Identifier">The last part.</param>
internal readonly record struct PartName(string Name, long? Customer, string Identifier);
