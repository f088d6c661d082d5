using System.Buffers;
using System.Text;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Files;

/// <summary>
/// Names of files that come from outside: such that whoever saves one under it, on any system, makes that file in that
/// folder and nothing else.
/// </summary>
internal static class FileNames
{
    /// <summary>Longest in UTF-8, as most file systems have it.</summary>
    private const int LongestBytes = 255;

    private static readonly SearchValues<char> Reserved = SearchValues.Create("/\\:*?\"<>|");

    /// <summary>Names of devices on Windows, whatever ending follows.</summary>
    private static readonly HashSet<string> Devices = new(
        [
            "CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$",
            .. "0123456789¹²³".SelectMany(n => (string[])[$"COM{n}", $"LPT{n}"]),
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with a name; null: nothing is. One that is left empty is for the door to refuse.</summary>
    public static FieldFault? FaultOf(string field, string name)
    {
        if (TextKinds.Name.FaultOf(field, name) is { } fault)
            return fault;
        if (name.Length > 0 && (name.AsSpan().ContainsAny(Reserved) || name[0] is '.' or '-' or '~' || name[^1] is '.' || name.Trim() != name
            || Devices.Contains(name.Split('.')[0].TrimEnd())))
            return FieldFaults.NoFileName(field);
        return Encoding.UTF8.GetByteCount(name) > LongestBytes ? FieldFaults.TooLarge(field, LongestBytes) : null;
    }
}
