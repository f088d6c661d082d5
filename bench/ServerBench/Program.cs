using System.Globalization;
using MyOpenIP.ServerBench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["ratios"]:
        await ServerRatios.PrintAsync();
        return 0;
    case ["serve", var folder]:
        await MeasuredServer.RunAsync(folder);
        return 0;
    default:
        Console.Error.WriteLine("ratios | serve FOLDER");
        return 2;
}
