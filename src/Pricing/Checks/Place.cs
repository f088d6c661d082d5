using System.Globalization;

namespace MyOpenIP.Pricing;

/// <summary>Where something stands, written out only when it is at fault.</summary>
/// <param name="Path">The path, {0} and {1} for the positions.</param>
/// <param name="First">Position in the first list.</param>
/// <param name="Second">Position in the second.</param>
internal readonly record struct Place(string Path, int First = 0, int Second = 0)
{
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, Path, First, Second);
}
