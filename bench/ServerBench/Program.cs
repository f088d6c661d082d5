using System.Globalization;
using MyOpenIP.ServerBench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["ratios"]:
        await ServerRatios.PrintAsync();
        await WriteRatios.PrintAsync();
        await AuthenticationRatios.PrintAsync();
        await NeighbourRatios.PrintAsync();
        QuoteRatios.Print();
        return 0;
    case ["quotes"]:
        QuoteRatios.Print();
        return 0;
    case ["previews"]:
        await ServerRatios.PrintAsync();
        return 0;
    case ["writes"]:
        await WriteRatios.PrintAsync();
        return 0;
    case ["authentication"]:
        await AuthenticationRatios.PrintAsync();
        return 0;
    case ["checks"]:
        await CheckRatios.PrintAsync();
        return 0;
    case ["neighbour", .. var kinds]:
        await NeighbourRatios.PrintAsync(kinds);
        return 0;
    case ["attack", var kind, var grpc, var http, var seconds]:
        await HostileNeighbour.RunAsync(kind, grpc, new Uri(http), TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
        return 0;
    case ["serve", var folder]:
        await MeasuredServer.RunAsync(folder);
        return 0;
    default:
        Console.Error.WriteLine("ratios | quotes | previews | writes | authentication | checks | neighbour [KIND ...] | serve FOLDER | attack KIND GRPC HTTP SECONDS");
        return 2;
}
