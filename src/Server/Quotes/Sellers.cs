using System.Globalization;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.PdfWriting;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Quotes;

/// <summary>Who sells to the customers of each reseller, as data says.</summary>
internal sealed class Sellers
{
    private const int LargestLogo = 16 * 1024;

    // WCAG 2.2, 1.4.3: letters on their ground.
    private const double LeastContrast = 4.5;

    private readonly Dictionary<string, Seller> byReseller;

    private Sellers(IEnumerable<Seller> sellers) => byReseller = sellers.ToDictionary(s => s.Reseller, StringComparer.Ordinal);

    /// <summary>Who sells to the customers of a reseller: itself, or the operator where it has no entry.</summary>
    public Seller Of(string reseller) => byReseller.TryGetValue(reseller, out var seller) ? seller : byReseller[""];

    /// <summary>Reads and checks the file of sellers and their logos.</summary>
    /// <exception cref="DataFaultsException">It has faults: all of them, with their lines.</exception>
    public static async Task<Sellers> ReadFileAsync(string path, CancellationToken cancellation)
    {
        var document = await DataDocument.ReadFileAsync(path, "sellers", cancellation);
        var (seen, logos) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, byte[]>(StringComparer.Ordinal));
        foreach (var seller in document.Root.Objects("sellers"))
        {
            if (!seen.Add(seller.Text("reseller") ?? ""))
                document.Refuse(seller, new("ce vendeur est donné deux fois", "this seller is given twice"));
            if (seller.Text("color") is { } color && ContrastWithWhite(color) < LeastContrast)
                document.Refuse(seller["color"]!, new(
                    "une couleur assez sombre pour des lettres blanches, #RRGGBB, comme #0B4F8A", "a colour dark enough for white letters, #RRGGBB, such as #0B4F8A"));
            if (seller.Text("logo") is not { } name)
                continue;
            var file = new FileInfo(Path.Combine(Path.GetDirectoryName(path)!, "logos", name));
            if (!file.Exists)
                document.Refuse(seller["logo"]!, new("il n'y a pas ce fichier dans logos/", "there is no such file in logos/"));
            else if (file.Length > LargestLogo || await File.ReadAllBytesAsync(file.FullName, cancellation) is var logo && PdfImage.OfPng(logo) is null)
                document.Refuse(seller["logo"]!, new(
                    "un PNG de 16 ko au plus, de 8 bits par canal, sans transparence ni entrelacement", "a PNG of 16 kB at most, of 8 bits a channel, without transparency or interlacing"));
            else
                logos[name] = logo;
        }
        if (!document.HasFaults && !seen.Contains(""))
            document.Refuse("sellers", new Text("il manque le vendeur sans reseller : l'opérateur", "the seller without a reseller is missing: the operator"));
        return new(document.Read<SellersFile>().Sellers.Select(s => s.Logo.Length == 0 ? s : s with { LogoImage = logos[s.Logo] }));
    }

    /// <summary>How well white letters are read on a colour, 1 to 21; 0: it is none.</summary>
    private static double ContrastWithWhite(string color)
    {
        if (color.Length != 7 || color[0] != '#'
            || !int.TryParse(color.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var parts))
            return 0;
        return 1.05 / (Luminance(parts >> 16, parts >> 8 & 0xFF, parts & 0xFF) + 0.05);
    }

    private static double Luminance(int red, int green, int blue) => (0.2126 * Linear(red)) + (0.7152 * Linear(green)) + (0.0722 * Linear(blue));

    private static double Linear(int part) => part / 255.0 is var value && value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    private sealed record SellersFile(IReadOnlyList<Seller> Sellers);
}
