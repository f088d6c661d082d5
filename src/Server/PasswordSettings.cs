namespace MyOpenIP.Server;

/// <summary>Passwords that are set: in a variable of the environment, or in a file of their own.</summary>
internal static class PasswordSettings
{
    /// <summary>The password; empty: none is set, or it cannot be read.</summary>
    /// <param name="configuration">What is set.</param>
    /// <param name="environment">Where files that are named in short are looked for.</param>
    /// <param name="told">The setting with the password itself.</param>
    /// <param name="inFile">The setting with the name of a file.</param>
    /// <param name="faults">Gets a line for each fault.</param>
    public static string Of(IConfiguration configuration, IHostEnvironment environment, Setting<string> told, Setting<string> inFile, List<string> faults)
    {
        var password = told.Of(configuration);
        if (inFile.Of(configuration) is not { Length: > 0 } name)
            return password;
        if (password.Length > 0)
            faults.Add($"{told.Variable} and --{inFile.Name} are both set: there is one password.");
        var file = Path.Combine(environment.ContentRootPath, name);
        try
        {
            return File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            faults.Add($"--{inFile.Name} is \"{file}\", which cannot be read ({thrown.GetType().Name}).");
            return "";
        }
    }
}
