global using static System.FormattableString;

// What the wire and the storage both name is the stored one; the wire's is written V1.Amendment.
global using Amendment = MyOpenIP.Server.Storage.Amendment;
global using AmendmentState = MyOpenIP.Server.Storage.AmendmentState;
global using ContractedOffer = MyOpenIP.Server.Storage.ContractedOffer;
global using ContractVersion = MyOpenIP.Server.Storage.ContractVersion;
global using Customer = MyOpenIP.Server.Storage.Customer;
global using CustomerState = MyOpenIP.Server.Storage.CustomerState;
global using Order = MyOpenIP.Server.Storage.Order;
global using OrderState = MyOpenIP.Server.Storage.OrderState;
global using OrderType = MyOpenIP.Server.Storage.OrderType;
global using Quote = MyOpenIP.Server.Storage.Quote;
global using Site = MyOpenIP.Server.Storage.Site;
