namespace MyOpenIP.ClientSamples;

/// <summary>What a walk amends, and the figures that it expects.</summary>
/// <param name="Reference">Reference of the contracted offer.</param>
/// <param name="OfferName">Name of the offer.</param>
/// <param name="ProductName">Name of the product whose quantity changes.</param>
/// <param name="Initial">Units before.</param>
/// <param name="Final">Units after.</param>
/// <param name="Setup">Setup fee, net.</param>
/// <param name="MonthlyChange">Change of the recurring charge, net per month.</param>
/// <param name="MonthlyNet">Recurring charge of the whole offer afterwards, net per month.</param>
/// <param name="MonthlyVat">Its VAT.</param>
/// <param name="MonthlyGross">Both together.</param>
internal sealed record Story(
    string Reference,
    string OfferName,
    string ProductName,
    int Initial,
    int Final,
    decimal Setup,
    decimal MonthlyChange,
    decimal MonthlyNet,
    decimal MonthlyVat,
    decimal MonthlyGross)
{
    /// <summary>Two licences more, at the contracted prices of the others.</summary>
    public static Story MetaCentrex { get; } = new(
        "OC138637", "Com'Unifiées MetaCentrex", "Licence MetaCentrex SDA simple", 0, 2, 20.00m, 19.80m, 60.50m, 12.10m, 72.60m);

    /// <summary>Two channels more; the one held goes from its contracted price, 6.00, to today's, 3.00.</summary>
    public static Story SipTrunkTouch { get; } = new(
        "OC151200", "SIP Trunk Touch", "Appel(s) simu(s) SIP - Compteur", 1, 3, 0.00m, 3.00m, 9.00m, 1.80m, 10.80m);

    /// <summary>The same from a contracted price of 4.00.</summary>
    public static Story SipTrunkTouchAtFour { get; } = SipTrunkTouch with { Reference = "OC151201", MonthlyChange = 5.00m };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Story> All { get; } = [MetaCentrex, SipTrunkTouch, SipTrunkTouchAtFour];
}
